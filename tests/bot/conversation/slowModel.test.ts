import { FollowUp } from "../../../models";
import { readMessage } from "../../../server/extractor/readMessage";
import { Chat } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildCustomer } from "../../support/factories";

useDatabase();

test("a slow model is bridged by a word, and the record follows once", async () => {
  const chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  const by = await chat.userBehind("lilei");
  await buildCustomer({ by, name: "宁波海川物流集团有限公司", kind: "company" });
  chat.bot.deps.extractor = {
    extract: async (text, options) => {
      await new Promise((resolve) => setTimeout(resolve, 1300));
      return readMessage(text, options);
    },
  };
  await chat.says("今天拜访了海川物流，他们要试用");
  expect(
    chat
      .cards()
      .slice(1)
      .map((card) => card.title),
  ).toEqual(["收到，正在记", "已记跟进 ✓ 宁波海川物流"]);
  expect(await FollowUp.countDocuments()).toBe(1);
});
