import { z } from "zod";
import { DingtalkRefusal, type DingtalkKeys, type ShownDingtalk } from "./types";

const MOST_BYTES = 1024;
const map = z.record(z.string(), z.string());
const creation = z.looseObject({
  cardTemplateId: z.string(),
  outTrackId: z.string().min(1),
  callbackType: z.enum(["STREAM", "HTTP"]),
  callbackRouteKey: z.string().optional(),
  cardData: z.object({ cardParamMap: map }),
  openSpaceId: z.string(),
  imRobotOpenDeliverModel: z.looseObject({ robotCode: z.string() }).optional(),
  imGroupOpenDeliverModel: z.looseObject({ robotCode: z.string() }).optional(),
});
const update = z.looseObject({
  outTrackId: z.string(),
  cardData: z.object({ cardParamMap: map }),
  cardUpdateOptions: z
    .looseObject({ updateCardDataByKey: z.boolean().default(false) })
    .default({ updateCardDataByKey: false }),
});
const SPACE = /^dtv1\.card\/\/(IM_ROBOT|IM_GROUP)\.(.+)$/;

export interface CardParts {
  keys: DingtalkKeys;
  isMember: (userId: string) => boolean;
  isGroup: (conversationId: string) => boolean;
  show: (shown: ShownDingtalk) => void;
}

export interface KnownCard extends ShownDingtalk {
  callbackType: "STREAM" | "HTTP";
}

function placeOf(body: z.infer<typeof creation>): Pick<ShownDingtalk, "to" | "isGroup"> {
  const [, space, to = ""] = SPACE.exec(body.openSpaceId) ?? [];
  if (!space) throw new DingtalkRefusal("param.openSpaceIdInvalid");
  const inGroup = space === "IM_GROUP";
  const model = inGroup ? body.imGroupOpenDeliverModel : body.imRobotOpenDeliverModel;
  if (!model) throw new DingtalkRefusal("param.openDeliverModelEmpty");
  return { to, isGroup: inGroup };
}

function checkValues(values: Record<string, string>): void {
  if (Object.values(values).some((value) => Buffer.byteLength(value) > MOST_BYTES))
    throw new DingtalkRefusal("param.contentUnsafe", "a value of more than 1 KB");
}

/** Interactive cards of one published template. */
export function createCards({ keys, isMember, isGroup, show }: CardParts) {
  const cards = new Map<string, KnownCard>();
  let routeUrl: string | null = null;

  return {
    find: (outTrackId: string) => cards.get(outTrackId),
    routeUrl: () => routeUrl,
    register(body: Record<string, unknown>) {
      routeUrl = String(body.callbackUrl);
      return { success: true, result: { callbackUrl: routeUrl, apiSecret: body.apiSecret } };
    },
    create(json: unknown) {
      const body = creation.parse(json);
      if (body.cardTemplateId !== keys.cardTemplateId) throw new DingtalkRefusal("param.templateNotExist");
      if (cards.has(body.outTrackId)) throw new DingtalkRefusal("param.cardAlreadyExist");
      checkValues(body.cardData.cardParamMap);
      const place = placeOf(body);
      const success = place.isGroup ? isGroup(place.to) : isMember(place.to);
      const card: KnownCard = {
        id: body.outTrackId,
        ...place,
        way: "card",
        content: body.cardData.cardParamMap,
        callbackType: body.callbackType,
      };
      if (success) {
        cards.set(card.id, card);
        show(card);
      }
      const spaceType = place.isGroup ? "IM_GROUP" : "IM_ROBOT";
      const delivered = {
        spaceType,
        spaceId: place.to,
        success,
        carrierId: `carrier-${card.id}`,
        errorMsg: success ? "" : "no such space",
      };
      return { success: true, result: { outTrackId: card.id, deliverResults: [delivered] } };
    },
    /** Without the flag the whole map is overwritten. */
    update(json: unknown) {
      const { outTrackId, cardData, cardUpdateOptions } = update.parse(json);
      const card = cards.get(outTrackId);
      if (!card) throw new DingtalkRefusal("param.cardNotExist");
      const before = cardUpdateOptions.updateCardDataByKey ? card.content : {};
      card.content = { ...before, ...cardData.cardParamMap };
      show(card);
      return { success: true, result: true };
    },
  };
}
