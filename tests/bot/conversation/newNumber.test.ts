import { Contact } from "../../../models";
import { Chat, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-14T10:30:00+08:00"));
  const by = await chat.userBehind("lilei");
  const { id } = await buildCustomer({ by, name: "苏州香满园食品有限公司", kind: "company", aliases: ["香满园"] });
  await buildContact({ by, customer: id, name: "刘姐", title: null, phones: ["13812345678"] });
});

test.each([
  ["刘姐电话换了 13700001111", "13700001111"],
  ["刘姐换号了，新号13700001111", "13700001111"],
  ["刘姐还有个电话13700001111", "13812345678"],
])("%s: the one to call is %s, and both are kept", async (words, first) => {
  await chat.says(words);
  await chat.presses("确认");
  expect(valueOf(await chat.says("刘姐电话多少"), "电话")).toContain(first);
  const contact = await Contact.findOne({ name: "刘姐" }).lean();
  expect(contact?.phones).toHaveLength(2);
});
