import { z } from "zod";
import type { Card } from "../../../models/shared/contracts/card";
import { PlatformError } from "../../errors";
import type { Recipient, SentCard } from "../../types";
import type { DingtalkClient } from "./client";
import { drop } from "./failures";
import { toNotice, toRobot, toWebhook } from "./formats";
import type { ShownMessage } from "./render";
import { openWebhook } from "./replyPath";
import { type DingtalkConfig, NAME } from "./types";

const FLOW_CONTROL_MS = 60_000;

const names = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);
const robotAnswer = z.looseObject({
  processQueryKey: z.string().default(""),
  invalidStaffIdList: names,
  flowControlledStaffIdList: names,
});
const noticeAnswer = z.looseObject({ task_id: z.coerce.string() });

export interface Sending {
  to: Recipient;
  card: Card;
  cardId: string;
  message: ShownMessage;
}

/** One way to somebody. */
export type Rung = (sending: Sending) => Promise<SentCard>;

export const sentAs = (externalId: string): SentCard => ({ externalId, updateToken: null });

export const createWebhookRung =
  (client: DingtalkClient, now: () => Date): Rung =>
  async ({ to, cardId, message }) => {
    const webhook = openWebhook(to.replyPath, now());
    if (!webhook) throw drop("sendBySession", "no_session");
    await client.post("sendBySession", webhook, toWebhook(message));
    return sentAs(cardId);
  };

export const createRobotRung =
  (config: DingtalkConfig, client: DingtalkClient): Rung =>
  async ({ to, message }) => {
    const { robotCode } = config;
    if (to.groupId) {
      const body = { robotCode, openConversationId: to.groupId, ...toRobot(message) };
      return sentAs((await client.call({ path: "/v1.0/robot/groupMessages/send", body }, robotAnswer)).processQueryKey);
    }
    const path = "/v1.0/robot/oToMessages/batchSend";
    const body = { robotCode, userIds: [to.userId], ...toRobot(message) };
    const sent = await client.call({ path, body }, robotAnswer);
    if (sent.invalidStaffIdList.length > 0) throw drop(path, "invalid_member");
    if (sent.flowControlledStaffIdList.length > 0) throw flowControlled(path);
    return sentAs(sent.processQueryKey);
  };

const flowControlled = (call: string) =>
  new PlatformError(`${NAME} ${call}: flow controlled`, {
    failure: "retry",
    code: "flow_controlled",
    call,
    retryAfterMs: FLOW_CONTROL_MS,
  });

export const createNoticeRung =
  (config: DingtalkConfig, client: DingtalkClient): Rung =>
  async ({ to, cardId, message }) => {
    const path = "/topapi/message/corpconversation/asyncsend_v2";
    const msg = toNotice(message, cardId, config.publicUrl);
    const body = { agent_id: Number(config.agentId), userid_list: to.userId, msg };
    return sentAs((await client.call({ path, body }, noticeAnswer)).task_id);
  };
