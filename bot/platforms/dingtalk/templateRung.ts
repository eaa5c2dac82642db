import { z } from "zod";
import type { Card } from "../../../models/shared/contracts/card";
import { PlatformError } from "../../errors";
import type { ClosedCard, Recipient } from "../../types";
import { trimSlash } from "../appUrl";
import type { DingtalkClient } from "./client";
import { drop } from "./failures";
import { closedVariables, renderVariables, type Paths } from "./render";
import type { Rung } from "./rungs";
import { type DingtalkConfig, NAME } from "./types";

const USER_ID = 1;
const BY_KEY = { updateCardDataByKey: true, updatePrivateDataByKey: true };
const ROUTE = "yiju-crm";
export const REDRAW = "/v1.0/card/instances";

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

/** Delivers our card template: the only kind whose buttons come back and that can be closed. */
export function createTemplateRung(config: DingtalkConfig, client: DingtalkClient, paths: Paths): Rung {
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

/** Draws a sent card again from what we keep of it: what can be pressed becomes one word. There is no end to when. */
export async function redrawTemplate(client: DingtalkClient, closed: ClosedCard, paths: Paths): Promise<void> {
  const cardData = { cardParamMap: closedVariables(closed, paths) };
  const body = { outTrackId: closed.cardId, userIdType: USER_ID, cardData, cardUpdateOptions: BY_KEY };
  await client.call({ path: REDRAW, method: "PUT", body }, z.unknown());
}
