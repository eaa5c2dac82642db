import { Customer, FollowUp } from "../../../models";
import { StoredFile } from "../../../models/system/storedFile";
import type { UserRow } from "../../../models/system/user";
import { loadActor } from "../../../server/loadActor";
import { findFile } from "../../../server/queries/findFile";
import { whereCarried } from "../../support/channels";
import { Chat, buttonTexts } from "../../support/chat";
import { ctxFor } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildCustomer, buildUser } from "../../support/factories";

useDatabase();

let chat: Chat;
let lilei: UserRow;
const picture = () => chat.sends({ kind: "image", media: { mediaId: "M1", format: "jpg" } });

/** The note a file hangs on. */
async function noteOfFile(): Promise<string | undefined> {
  const file = await StoredFile.findOne().lean();
  const note = await FollowUp.findOne({ _id: file?.followUp ?? "" }).lean<{ content: string }>();
  return note?.content;
}

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  lilei = await chat.userBehind("lilei");
  await buildCustomer({ by: lilei, name: "杭州鼎盛科技有限公司", kind: "company", aliases: ["鼎盛"] });
});

test("a picture is kept, and what is said next is about it", async () => {
  expect((await picture()).title).toBe("图片收到");
  await chat.says("见了鼎盛的人，这是他们的机房");
  expect(await noteOfFile()).toBe("见了鼎盛的人，这是他们的机房");
});

test("a customer's name alone is enough", async () => {
  await picture();
  expect((await chat.says("鼎盛")).title).toContain("已记跟进");
  expect(await noteOfFile()).toBe("鼎盛");
  expect(await Customer.countDocuments()).toBe(1);
});

test("words that show what it is go to the customer in talk; without one it is asked", async () => {
  await picture();
  expect((await chat.says("这是他们的机房照片")).title).toBe("这是哪家客户？");
  await chat.presses("鼎盛");
  expect(await noteOfFile()).toBe("这是他们的机房照片");
});

test("one tap hangs it on the customer in talk, and can be taken back", async () => {
  await chat.says("/客户 鼎盛");
  const card = await picture();
  expect(buttonTexts(card)).toEqual(["记到鼎盛"]);
  expect((await chat.presses("记到鼎盛")).title).toBe("图片记好了 ✓ 鼎盛");
  expect(await noteOfFile()).toBe("发来图片");
  await chat.presses("撤销");
  expect(await noteOfFile()).toBeUndefined();
});

test("a question in between is answered, and the picture still waits", async () => {
  await picture();
  expect((await chat.says("今天先跟谁")).title).toBe("今天没有急着要跟的");
  await chat.says("见了鼎盛的人，聊了机房");
  expect(await noteOfFile()).toBe("见了鼎盛的人，聊了机房");
});

whereCarried("voice")("a recording that cannot be heard", () => {
  test("is kept beside the words that follow", async () => {
    const card = await chat.sends({ kind: "voice", media: { mediaId: "V1", format: "amr" } });
    expect(card.title).toBe("语音收到，听不了");
    await chat.says("鼎盛说报价可以接受");
    expect(await noteOfFile()).toBe("鼎盛说报价可以接受");
  });
});

test("the file opens for its sender and for who may read the note, and for nobody else", async () => {
  await picture();
  const file = await StoredFile.findOne().lean();
  const stranger = await buildUser();
  const asked = async (user: UserRow) => {
    const actor = await loadActor(user._id, chat.clock.now());
    if (!actor) throw new Error("no such actor");
    return findFile(ctxFor(actor), file?._id ?? "");
  };
  await expect(asked(lilei)).resolves.toMatchObject({ kind: "image" });
  await expect(asked(stranger)).rejects.toMatchObject({ code: "not_found" });
  await chat.says("见了鼎盛的人，聊了机房");
  await expect(asked(stranger)).rejects.toMatchObject({ code: "not_found" });
});
