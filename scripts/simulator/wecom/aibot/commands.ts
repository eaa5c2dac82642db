import type { Chats } from "../../chats";
import type { SimulatorClock } from "../../types";
import { WecomError } from "../wecomError";
import type { BotFrame } from "./gateway";
import { botMessage, WRONG_BODY, type BotMessage, type Screen } from "./screen";

const QUICK_MS = 5000;
const ANSWER_MS = 10 * 60_000;
const EXPIRED = 846604;
const UNKNOWN_REQUEST = 846605;
const ANSWERED = 846606;
const NEVER_TALKED = 846607;

/** A callback that can be answered. */
interface Asked {
  chat: string;
  kind: "message" | "welcome" | "press";
  at: number;
  isAnswered: boolean;
}

export interface CommandParts {
  clock: SimulatorClock;
  chats: Chats;
  screen: Screen;
  /** The chat of a member's id; null for nobody's. */
  chatOf: (userId: string) => string | null;
}

/** What the bot may send, and until when (developer.work.weixin.qq.com/document/path/101031). */
export function createCommands({ clock, chats, screen, chatOf }: CommandParts) {
  const asked = new Map<string, Asked>();
  const now = () => clock.now().getTime();

  function respond(reqId: string, kind: Asked["kind"], message: BotMessage): void {
    const request = asked.get(reqId);
    if (request?.kind !== kind) throw new WecomError(UNKNOWN_REQUEST);
    if (now() - request.at > (kind === "message" ? ANSWER_MS : QUICK_MS)) throw new WecomError(EXPIRED);
    if (request.isAnswered) throw new WecomError(ANSWERED);
    if (kind === "press") screen.redraw(request.chat, message);
    else screen.show(request.chat, message);
    request.isAnswered = !message.stream || message.stream.finish;
  }

  function push(message: BotMessage): void {
    const chat = chatOf(message.chatid);
    if (!chat || !chats.entries(chat).some(({ from }) => from === "member")) throw new WecomError(NEVER_TALKED);
    screen.show(chat, message);
  }

  const commands: Record<string, (reqId: string, message: BotMessage) => void> = {
    aibot_respond_msg: (reqId, message) => respond(reqId, "message", message),
    aibot_respond_welcome_msg: (reqId, message) => respond(reqId, "welcome", message),
    aibot_respond_update_msg: (reqId, message) => respond(reqId, "press", message),
    aibot_send_msg: (_reqId, message) => push(message),
  };

  return {
    ask: (reqId: string, chat: string, kind: Asked["kind"]) =>
      void asked.set(reqId, { chat, kind, at: now(), isAnswered: false }),
    /** @returns the errcode */
    take(sent: BotFrame): number {
      const message = botMessage.safeParse(sent.body);
      const command = commands[sent.cmd];
      if (!message.success || !command) return WRONG_BODY;
      try {
        command(sent.headers.req_id, message.data);
        return 0;
      } catch (error) {
        if (error instanceof WecomError) return error.errcode;
        throw error;
      }
    },
  };
}

export type Commands = ReturnType<typeof createCommands>;
