import { InboxItem } from "../../models/system/inboxItem";
import { User } from "../../models/system/user";
import { keepConnected } from "../../bot/keepConnected";
import { accept } from "../../bot/accept";
import type { Platform, Received } from "../../bot/types";
import { Chat } from "../support/chat";
import { useDatabase } from "../support/db";

useDatabase();

const said = (externalId: string): Received => ({
  type: "message",
  message: {
    platform: "wecom",
    externalId,
    conversationId: "lilei",
    senderId: "lilei",
    groupId: null,
    replyPath: null,
    sentAt: new Date("2026-09-16T10:30:00+08:00"),
    content: { kind: "text", text: "/帮助", spoken: false },
  },
});

it("takes from a socket what comes, until it is told to stop", async () => {
  const chat = new Chat();
  const stopped = new AbortController();
  const platform: Platform = {
    ...chat.platform,
    async listen(take, signal) {
      await take(said("1"));
      await take(said("1"));
      await take({ type: "ignored", reason: "a ping" });
      stopped.abort();
      expect(signal.aborted).toBe(true);
    },
  };
  await keepConnected(platform, chat.bot, stopped.signal);
  await chat.settle();
  expect(chat.cards()).toMatchObject([{ title: "怎么用" }]);
});

it("is not ended by a socket that fails", async () => {
  const chat = new Chat();
  const stopped = new AbortController();
  const listen = () => {
    stopped.abort();
    return Promise.reject(new Error("no such host"));
  };
  await expect(keepConnected({ ...chat.platform, listen }, chat.bot, stopped.signal)).resolves.toBeUndefined();
});

describe("news of members", () => {
  const news = (eventId: string, change: "left" | "changed", ...userIds: string[]): Received => ({
    type: "members",
    eventId,
    change,
    userIds,
  });
  const people = async () => (await User.find().sort({ name: 1 }).lean()).map(({ name, disabled }) => [name, disabled]);

  async function hears(chat: Chat, received: Received) {
    await accept(received, chat.platform, chat.bot);
    await chat.settle();
  }

  it("are taken over from the directory, told twice or late, and nobody is written to", async () => {
    const chat = new Chat();
    chat.joins("amei", "阿梅");
    await hears(chat, news("e1", "changed", "lilei", "amei"));
    expect(await people()).toEqual([
      ["李雷", false],
      ["阿梅", false],
    ]);

    chat.platform.members.delete("amei");
    await hears(chat, news("e2", "changed", "amei"));
    await hears(chat, news("e3", "left", "lilei", "nobody"));
    await hears(chat, news("e3", "left", "lilei", "nobody"));
    expect(await people()).toEqual([
      ["李雷", true],
      ["阿梅", true],
    ]);

    await hears(chat, news("e4", "changed", "lilei"));
    expect(await people()).toContainEqual(["李雷", false]);
    expect(chat.platform.shown).toEqual([]);
    expect(await InboxItem.countDocuments({ state: { $ne: "done" } })).toBe(0);
  });
});
