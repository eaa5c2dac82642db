import { randomUUID } from "node:crypto";
import type { Chats } from "../../chats";
import type { SimulatorClock } from "../../types";
import { groupOf, toWordsEntry, type ChatWords } from "../../chatWords";
import type { Faults } from "../../faults";
import type { EntryContent } from "../../protocol";
import type { CardPress, MemberEvent } from "../memberActions";
import { botChatOf } from "./botChat";
import type { Commands } from "./commands";
import type { Gateway } from "./gateway";
import type { SealedFiles } from "./sealedFiles";

interface MemberParts {
  clock: SimulatorClock;
  chats: Chats;
  commands: Commands;
  gateway: Gateway;
  files: SealedFiles;
  faults: Faults;
  botId: string;
}

/** Puts a message on its way, twice when told, and onto the phone. */
function pushMessage(
  { chats, commands, gateway, faults }: MemberParts,
  { userId, content, body }: { userId: string; content: EntryContent; body: object },
): void {
  const chat = botChatOf(userId);
  const entry = chats.add(chat, { from: "member", content });
  const send = () => {
    const reqId = randomUUID();
    commands.ask(reqId, chat, "message");
    return gateway.push("aibot_msg_callback", body, reqId);
  };
  const isSent = send();
  if (faults.isOn("duplicate")) send();
  chats.change(chat, entry.id, { delivery: isSent ? "done" : "failed" });
}

/** What a member does in the chat with the bot, turned into callbacks (developer.work.weixin.qq.com/document/path/100719). */
export function createBotMembers(parts: MemberParts) {
  const { clock, chats, commands, gateway, files, botId } = parts;
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

  function push(userId: string, content: EntryContent, message: object): void {
    pushMessage(parts, { userId, content, body: { ...common(userId), ...message } });
  }

  return {
    async say(userId: string, said: ChatWords): Promise<void> {
      const { text, spoken, inGroup } = said;
      const place = inGroup ? { chattype: "group", chatid: groupOf(userId) } : {};
      const content = inGroup ? `@机器人 ${text}` : text;
      push(userId, toWordsEntry(said), {
        ...place,
        ...(spoken ? { msgtype: "voice", voice: { content: text } } : { msgtype: "text", text: { content } }),
      });
    },
    async sendFile(userId: string, file: { kind: "image" | "file"; name: string }, bytes: Buffer): Promise<void> {
      const { mediaId, sealed } = files.put(file, bytes);
      push(userId, { kind: file.kind, mediaId }, { msgtype: file.kind, [file.kind]: sealed });
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
