import type { Position } from "../../models/shared/contracts/visits";
import { visitTalk as v } from "../../models/shared/text/zhCN/visits";
import { checkIn } from "../../server/commands/visit/checkIn";
import type { Ctx } from "../../server/context";
import { toStoredPoint } from "../../server/position";
import { findReadable } from "../../server/queries/findReadable";
import { nearbyCustomers } from "../../server/queries/nearbyCustomers";
import { noteCard } from "../cards/askCards";
import { readCheckInLimits } from "../../server/queries/readSetting";
import { checkedInCard, nearbyCard } from "../cards/visitCards";
import { closeQuestion, openQuestion } from "../pending";
import { reply, type Reply } from "../reply";

/** Chat apps in China send places as their maps draw them, and not how sure they are. */
const fromMessage = (at: { latitude: number; longitude: number }): Position => ({
  ...{ latitude: at.latitude, longitude: at.longitude, accuracy: null },
  ...{ system: "gcj02", source: "message" },
});

/** Checks in with a place that was sent, and asks what came of it. */
export async function checkInWith(
  ctx: Ctx,
  input: { customer: string; visit?: string | undefined; position: Position; place: string },
): Promise<Reply> {
  const visit = await checkIn(ctx, { ...input, place: input.place.slice(0, 200) || null });
  const customer = await findReadable(ctx, "customer", visit.customer);
  return {
    cards: [checkedInCard(ctx, customer, visit)],
    wrote: true,
    about: customer.id,
    question: { kind: "visited", visit: visit.id, customer: customer.id },
  };
}

/** A location: the place of the visit just spoken of, else the customers around it. */
export async function locate(
  ctx: Ctx,
  { latitude, longitude, text }: { latitude: number; longitude: number; text: string },
): Promise<Reply> {
  const position = fromMessage({ latitude, longitude });
  const open = await openQuestion(ctx);
  if (open?.question.kind === "place") {
    await closeQuestion(ctx);
    const { customer, visit } = open.question;
    return checkInWith(ctx, { customer, visit: visit ?? undefined, position, place: text });
  }
  const found = await nearbyCustomers(ctx, toStoredPoint(position), { limit: 5 });
  if (found.length === 0) return reply(noteCard(v.nobodyNear, v.nobodyNearHelp));
  return reply(nearbyCard(found, { position, place: text }, await readCheckInLimits()));
}
