import { createSignIn } from "../../bot/signIn";
import { withSignIn } from "../../bot/signInLinks";
import { isLinkButton } from "../../bot/card";
import { Delivery, type DeliveryRow } from "../../models/system/delivery";
import { Chat } from "../support/chat";
import { useDatabase } from "../support/db";

useDatabase();

const refusal = { code: "sign_in_unasked" };

test("a card's link signs its reader in once, the platform is asked only about a code that was asked for", async () => {
  const chat = new Chat();
  const rep = await chat.userBehind("lilei");
  const { exchangeCode } = createSignIn(chat.bot);

  const sent = await Delivery.findOne({ userId: "lilei" }).lean<DeliveryRow>();
  const card = withSignIn({ title: "", rows: [], buttons: [{ text: "打开", path: "/today" }] }, sent as DeliveryRow);
  const link = card.buttons.filter(isLinkButton)[0]?.path ?? "";
  const code = new URL(link, "http://crm.example").searchParams.get("code") ?? "";
  expect(await exchangeCode("wecom", { code, isAskedFor: false })).toEqual({ actorUserId: rep._id });
  await expect(exchangeCode("wecom", { code, isAskedFor: false })).rejects.toMatchObject(refusal);

  await expect(exchangeCode("wecom", { code: "theirs", isAskedFor: false })).rejects.toMatchObject(refusal);
  const asked = exchangeCode("wecom", { code: "theirs", isAskedFor: true });
  await expect(asked).rejects.toMatchObject({ code: "sign_in_failed" });
});
