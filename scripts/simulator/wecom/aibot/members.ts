import { randomUUID } from "node:crypto";
import type { Chats } from "../../chats";
import type { SimulatorClock } from "../../types";
import type { CardPress, MemberEvent, MemberMessage } from "../memberActions";
import { botChatOf } from "./botChat";
import type { Commands } from "./commands";
import type { Gateway } from "./gateway";

interface MemberParts {
  clock: SimulatorClock;
  chats: Chats;
  commands: Commands;
  gateway: Gateway;
  botId: string;
}

/** What a member does in the chat with the bot, turned into callbacks (developer.work.weixin.qq.com/document/path/100719). */
export function createBotMembers({ clock, chats, commands, gateway, botId }: MemberParts) {
  const common = (userId: string) => ({
    msgid: randomUUID(),
    create_time: Math.floor(clock.now().getTime() / 1000),
    aibotid: botId,
    chattype: "single",
    from: { userid: userId },
  });

  function raise(userId: string, event: object, kind: "welcome" | "press"): void {
    const reqId = randomUUID();
    commands.ask(reqId, botChatOf(userId), kind);
    gateway.push("aibot_event_callback", { ...common(userId), msgtype: "event", event }, reqId);
  }

  return {
    async send(userId: string, message: MemberMessage): Promise<void> {
      const chat = botChatOf(userId);
      const entry = chats.add(chat, { from: "member", content: message });
      const reqId = randomUUID();
      commands.ask(reqId, chat, "message");
      // Of what a bot cannot read it learns the kind only.
      const content = message.kind === "text" ? { text: { content: message.text } } : {};
      const body = { ...common(userId), msgtype: message.kind, ...content };
      const isSent = gateway.push("aibot_msg_callback", body, reqId);
      chats.change(chat, entry.id, { delivery: isSent ? "done" : "failed" });
    },
    async press(userId: string, { entryId, key }: CardPress): Promise<boolean> {
      const content = chats.find(botChatOf(userId), entryId)?.content;
      if (content?.kind !== "card" || !content.card.button_list.some((button) => button.key === key)) return false;
      const { card_type, task_id } = content.card;
      const template_card_event = { card_type, event_key: key, task_id };
      raise(userId, { eventtype: "template_card_event", template_card_event }, "press");
      return true;
    },
    /** Of all a member can do besides, the bot is told of the first look into its chat. */
    async raise(userId: string, { event }: MemberEvent): Promise<void> {
      if (event === "enter_agent") raise(userId, { eventtype: "enter_chat" }, "welcome");
    },
  };
}
