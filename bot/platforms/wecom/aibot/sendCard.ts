import type { Card } from "../../../../models/shared/contracts/card";
import { PlatformError } from "../../../errors";
import type { Platform, Recipient, SentCard } from "../../../types";
import { postJson } from "../client";
import type { PlatformDeps } from "../../deps";
import type { Connection } from "./connection";
import { renderAibot, toMarkdown, type AibotPayload } from "./render";
import { readReplyPath, type ReplyPath } from "./replyPath";
import { createStreams } from "./streams";

/** The message can no longer be answered: too late, unknown, answered already, streamed for too long. */
const TOO_LATE = new Set<number | string>([846604, 846605, 846606, 846608]);
/** The card's task_id is known: an earlier try arrived, only its acknowledgement did not. */
const SHOWN_ALREADY = new Set<number | string>([846625, 42014]);

export interface SendParts {
  connection: Connection;
  deps: PlatformDeps;
  /** Where a phone reaches the mini-app; null: nowhere. */
  publicUrl: string | null;
}

interface Message {
  to: Recipient;
  card: Card;
  payload: AibotPayload;
}

/** A way to a person, and which refusals say that it is closed and the next one is to be tried. */
interface Way {
  send: () => Promise<void>;
  isClosedBy: (error: PlatformError) => boolean;
}

const NOT_TODAY = { send: async () => undefined, isClosedBy: () => false };

/**
 * Sends a card the nearest way: as the answer to the message while that is open, by its address for one more answer, else
 * as a push. A repeat after a crash carries the same task_id, which the platform shows once.
 */
export function createSend({ connection, deps, publicUrl }: SendParts): Platform["send"] {
  const streams = createStreams();
  const now = () => deps.now().getTime();

  function toAnswer(path: ReplyPath, { card, payload }: Message): Way {
    const isClosedBy = ({ details }: PlatformError) => TOO_LATE.has(details.code);
    if (path.kind === "message") {
      const body = streams.finish(path, { title: card.title, payload }, now());
      return { send: () => connection.request("aibot_respond_msg", body, path.reqId), isClosedBy };
    }
    const text = { msgtype: "text", text: { content: toMarkdown(card) } };
    const body = payload.msgtype === "template_card" ? payload : text;
    return { send: () => connection.request("aibot_respond_welcome_msg", body, path.reqId), isClosedBy };
  }

  const byUrl = (url: string, { payload }: Message): Way => ({
    send: () => postJson({ call: "aibot/response", url, body: payload }, deps),
    // It works once and not for ever; how it says so is not documented.
    isClosedBy: ({ details }) => details.failure !== "retry",
  });

  const push = ({ to, payload }: Message): Way => ({
    send: () => connection.request("aibot_send_msg", { chatid: to.groupId ?? to.userId, ...payload }),
    isClosedBy: () => false,
  });

  function waysTo(message: Message): Way[] {
    const path = readReplyPath(message.to.replyPath);
    // A press is answered by closing its card; what comes of it is said another way.
    const isOpen = path && path.kind !== "press" && path.until > now();
    return [
      ...(isOpen ? [toAnswer(path, message)] : []),
      ...(path?.url ? [byUrl(path.url, message)] : []),
      push(message),
    ];
  }

  /** Only in answer to a message: nobody is pushed that something is being worked on. */
  function firstWord({ to, card }: Message): Way {
    const path = readReplyPath(to.replyPath);
    if (path?.kind !== "message" || path.until <= now()) return NOT_TODAY;
    const body = streams.begin(path, toMarkdown(card), now());
    return body
      ? { send: () => connection.request("aibot_respond_msg", body, path.reqId), isClosedBy: () => false }
      : NOT_TODAY;
  }

  return async function send(to, card, cardId): Promise<SentCard> {
    const message = { to, card, payload: renderAibot(card, cardId, publicUrl) };
    await trySome(card.interim ? [firstWord(message)] : waysTo(message));
    return { externalId: cardId, updateToken: null };
  };
}

async function trySome([way, ...others]: Way[]): Promise<void> {
  try {
    await way?.send();
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (SHOWN_ALREADY.has(error.details.code)) return;
    if (others.length === 0 || !way?.isClosedBy(error)) throw error;
    await trySome(others);
  }
}
