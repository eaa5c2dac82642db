import { z } from "zod";
import type { Card } from "../../../models/shared/contracts/card";
import { isActionButton } from "../../card";
import { PlatformError } from "../../errors";
import type { Platform, PlatformUser, Recipient, SentCard } from "../../types";
import { trimSlash } from "../appUrl";
import type { ThriftyDeps } from "../deps";
import { createAllowance } from "./allowance";
import type { DingtalkClient } from "./client";
import { drop } from "./failures";
import { toNotice, toRobot, toWebhook } from "./formats";
import { closedVariables, renderMessage, renderVariables, type Paths, type ShownMessage } from "./render";
import { openWebhook } from "./replyPath";
import { type DingtalkConfig, NAME } from "./types";

const USER_ID = 1;
const BY_KEY = { updateCardDataByKey: true, updatePrivateDataByKey: true };
const ROUTE = "yiju-crm";
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
const cardAnswer = z.looseObject({
  result: z
    .looseObject({
      deliverResults: z
        .array(
          z.looseObject({ success: z.boolean(), carrierId: z.string().default(""), errorMsg: z.string().default("") }),
        )
        .default([]),
    })
    .optional(),
});
const noticeAnswer = z.looseObject({ task_id: z.coerce.string() });

interface Sending {
  to: Recipient;
  card: Card;
  cardId: string;
  message: ShownMessage;
}
type Rung = (sending: Sending) => Promise<SentCard>;

/** Delivers our card template: the only kind whose buttons come back and that can be closed. */
function createTemplateRung(config: DingtalkConfig, client: DingtalkClient, paths: Paths): Rung {
  let route: Promise<unknown> | null = null;

  /** Where presses are called in HTTP mode; told to the platform before the first card, and signed with what both know. */
  async function ensureRoute(): Promise<void> {
    if (config.mode === "stream") return;
    const callbackUrl = `${trimSlash(config.publicUrl)}/hooks/${NAME}/cards`;
    const body = { callbackRouteKey: ROUTE, callbackUrl, apiSecret: config.clientSecret, forceUpdate: true };
    route ??= client.call({ path: "/v1.0/card/callbacks/register", body }, z.unknown()).catch((error: unknown) => {
      route = null;
      throw error;
    });
    await route;
  }

  return async function deliverTemplate({ to, card, cardId }) {
    const path = "/v1.0/card/instances/createAndDeliver";
    await ensureRoute();
    const body = {
      cardTemplateId: config.cardTemplateId,
      outTrackId: cardId,
      ...(config.mode === "stream" ? { callbackType: "STREAM" } : { callbackType: "HTTP", callbackRouteKey: ROUTE }),
      userIdType: USER_ID,
      cardData: { cardParamMap: renderVariables(card, paths) },
      ...spaceOf(to, card, config.robotCode),
    };
    const { result } = await client.call({ path, body }, cardAnswer).catch(alreadyThere);
    const [delivered] = result?.deliverResults ?? [];
    if (delivered && !delivered.success) throw drop(path, `not_delivered ${delivered.errorMsg.slice(0, 80)}`);
    return { externalId: delivered?.carrierId ?? cardId, updateToken: cardId };
  };
}

/** A repeat after a crash meets its own card, which is what it wanted. */
function alreadyThere(error: unknown): z.infer<typeof cardAnswer> {
  if (error instanceof PlatformError && error.details.code === "param.cardAlreadyExist") return {};
  throw error;
}

function spaceOf({ userId, groupId }: Recipient, card: Card, robotCode: string): object {
  const space = {
    supportForward: false,
    lastMessageI18n: { ZH_CN: card.title },
    notification: { alertContent: card.title },
  };
  if (groupId) {
    const openSpaceId = `dtv1.card//IM_GROUP.${groupId}`;
    return { openSpaceId, imGroupOpenSpaceModel: space, imGroupOpenDeliverModel: { robotCode } };
  }
  const deliver = { spaceType: "IM_ROBOT", robotCode };
  return {
    openSpaceId: `dtv1.card//IM_ROBOT.${userId}`,
    imRobotOpenSpaceModel: space,
    imRobotOpenDeliverModel: deliver,
  };
}

const sentAs = (externalId: string): SentCard => ({ externalId, updateToken: null });

const createWebhookRung =
  (client: DingtalkClient, now: () => Date): Rung =>
  async ({ to, cardId, message }) => {
    const webhook = openWebhook(to.replyPath, now());
    if (!webhook) throw drop("sendBySession", "no_session");
    await client.post("sendBySession", webhook, toWebhook(message));
    return sentAs(cardId);
  };

const createRobotRung =
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

const createNoticeRung =
  (config: DingtalkConfig, client: DingtalkClient): Rung =>
  async ({ to, cardId, message }) => {
    const path = "/topapi/message/corpconversation/asyncsend_v2";
    const msg = toNotice(message, cardId, config.publicUrl);
    const body = { agent_id: Number(config.agentId), userid_list: to.userId, msg };
    return sentAs((await client.call({ path, body }, noticeAnswer)).task_id);
  };

/** The ways to somebody, the best first; each costs more or shows less than the one before. */
function createRungs(config: DingtalkConfig, client: DingtalkClient, deps: ThriftyDeps) {
  const template = createTemplateRung(config, client, { publicUrl: config.publicUrl, pressPath: deps.pressPath });
  const webhook = createWebhookRung(client, () => deps.now());
  const robot = createRobotRung(config, client);
  const notice = createNoticeRung(config, client);
  const allowance = createAllowance(deps);
  return ({ to, card }: Sending): Rung[] => {
    const answers = openWebhook(to.replyPath, deps.now()) ? [webhook] : [];
    const isPressed = card.buttons.some(isActionButton);
    // As a push a card costs what a message costs, and under its own id it is shown once however often it is sent.
    const cards = config.cardTemplateId && (isPressed || answers.length === 0) ? [template] : [];
    const best = allowance.isScarce("calls") ? [...answers, ...cards] : [...cards, ...answers];
    return [...best, robot, ...(config.agentId && !to.groupId ? [notice] : [])];
  };
}

/** What only passes is waited out on the same rung; what will not work there is tried on the next. */
const passes = (error: unknown) => !(error instanceof PlatformError) || error.details.failure === "retry";

/** Sends one card on the first way that works. */
export function createSend(config: DingtalkConfig, client: DingtalkClient, deps: ThriftyDeps): Platform["send"] {
  const rungsFor = createRungs(config, client, deps);
  const allowance = createAllowance(deps);
  return async function send(to, card, cardId) {
    // That it takes a moment is the first thing to go unsaid.
    if (card.interim && allowance.isScarce("messages")) return sentAs(cardId);
    const message = renderMessage(card, { publicUrl: config.publicUrl, pressPath: deps.pressPath });
    const sending = { to, card, cardId, message };
    let last: unknown;
    for (const rung of rungsFor(sending)) {
      try {
        return await rung(sending);
      } catch (error) {
        if (passes(error)) throw error;
        deps.log.warn({ err: error }, "a card goes another way");
        last = error;
      }
    }
    throw last;
  };
}

/** Draws a sent card again from what we keep of it: what can be pressed becomes one word. There is no end to when. */
export function createCloseCard(
  config: DingtalkConfig,
  client: DingtalkClient,
  deps: ThriftyDeps,
): Platform["closeCard"] {
  const paths = { publicUrl: config.publicUrl, pressPath: deps.pressPath };
  const allowance = createAllowance(deps);
  return async function closeCard(_to: PlatformUser, updateToken, closed) {
    const path = "/v1.0/card/instances";
    // Whoever presses it once more is told so, which costs nothing unless somebody does.
    if (allowance.isScarce("calls")) throw drop(path, "calls_are_scarce");
    const cardData = { cardParamMap: closedVariables(closed, paths) };
    const body = { outTrackId: updateToken, userIdType: USER_ID, cardData, cardUpdateOptions: BY_KEY };
    await client.call({ path, method: "PUT", body }, z.unknown());
  };
}
