import { findCollision } from "../../../server/queries/findCollision";
import { namesHeard } from "../../../server/queries/namesHeard";
import { namesInText } from "../../../server/queries/namesInText";
import { actorOf, ctxFor } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer, buildUser } from "../../support/factories";

useDatabase();

/** What is stored of the name has the number cut out. */
const NAME = "鼎盛13812345678";

test("a name with a number in it is found in a text, also misheard, and is taken for a colleague", async () => {
  const by = await buildUser();
  const customer = (await buildCustomer({ by, name: NAME, kind: "company" })).id;
  await buildContact({ by, customer, name: "老王13987654321" });
  const ctx = ctxFor(actorOf(by));
  expect(await namesInText(ctx, `今天去了${NAME}谈报价`)).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: NAME })]),
  );
  expect(await namesInText(ctx, "老王13987654321要样品")).toEqual([{ name: "老王13987654321", kind: "person" }]);
  expect(await namesHeard(ctx, "今天去了鼎胜谈报价")).toEqual([{ name: "鼎胜", kind: "company" }]);

  const other = ctxFor(actorOf(await buildUser()));
  expect(await findCollision(other, { company: NAME, phones: [] })).toEqual({ kind: "taken", id: customer });
  expect(await findCollision(other, { company: "鼎盛13800000000", phones: [] })).toBeNull();
});
