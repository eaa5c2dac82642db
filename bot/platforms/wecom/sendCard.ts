import { z } from "zod";
import type { Card } from "../../../models/shared/contracts/card";
import { PlatformError } from "../../errors";
import type { ClosedCard, PlatformUser, Recipient, SentCard } from "../../types";
import type { WecomClient } from "./client";
import { renderWecom } from "./render";
import type { WecomConfig } from "./types";

/** The longest the platform takes; a delivery that is repeated after a crash or an outage falls well within it. */
const DUPLICATE_CHECK_SECONDS = 4 * 60 * 60;

const sentAnswer = z.object({
  invaliduser: z.string().default(""),
  unlicenseduser: z.string().default(""),
  msgid: z.string().default(""),
  response_code: z.string().optional(),
});
const closedAnswer = z.object({ invaliduser: z.array(z.string()).default([]) });

/**
 * Sends one card to one member. The same arguments make the same bytes, which the platform shows once.
 *
 * @throws PlatformError `drop` also where the platform answers "ok" but names the member as not reachable.
 * @see https://developer.work.weixin.qq.com/document/path/90236
 */
export function createSend(config: WecomConfig, client: WecomClient) {
  return async function send(to: Recipient, card: Card, cardId: string): Promise<SentCard> {
    const path = "message/send";
    refuseSeveral(path, to);
    const body = {
      touser: to.userId,
      agentid: Number(config.agentId),
      ...renderWecom(card, cardId, config.publicUrl),
      duplicate_check_interval: DUPLICATE_CHECK_SECONDS,
    };
    const sent = await client.call({ path, body }, sentAnswer);
    refuseUnreached(path, to, [...sent.invaliduser.split("|"), ...sent.unlicenseduser.split("|")]);
    return { externalId: sent.msgid, updateToken: sent.response_code || null };
  };
}

/**
 * Greys a sent button card: its buttons become one word. A code works once, within 72 hours.
 *
 * @see https://developer.work.weixin.qq.com/document/path/94888
 */
export function createCloseCard(config: WecomConfig, client: WecomClient) {
  return async function closeCard(to: PlatformUser, updateToken: string, { as }: ClosedCard): Promise<void> {
    const path = "message/update_template_card";
    const body = {
      userids: [to.userId],
      agentid: Number(config.agentId),
      response_code: updateToken,
      button: { replace_name: as },
    };
    const closed = await client.call({ path, body }, closedAnswer);
    refuseUnreached(path, to, closed.invaliduser);
  };
}

/** In `touser` a bar separates members and `@all` is everybody: neither may ever come out of one person's id. */
function refuseSeveral(call: string, to: PlatformUser): void {
  if (to.userId && !to.userId.includes("|") && to.userId.toLowerCase() !== "@all") return;
  throw new PlatformError(`wecom ${call}: not one member`, { failure: "drop", code: "not_one_member", call });
}

/** Names come back lower-cased, whatever the spelling they were sent with. */
function refuseUnreached(call: string, to: PlatformUser, unreached: string[]): void {
  if (!unreached.some((userId) => userId.toLowerCase() === to.userId.toLowerCase())) return;
  throw new PlatformError(`wecom ${call}: member not reachable`, { failure: "drop", code: "invaliduser", call });
}
