import { newId } from "../../models/newId";
import { InboxItem, type InboxRow } from "../../models/system/inboxItem";
import { openJson } from "../../models/vault";
import type { Ctx } from "../../server/context";
import { hasSettledSince } from "../pending";
import { draft as draftSchema, DRAFT_LIFE_MS, EDIT_MS, type Draft } from "./draft";

const since = (ctx: Ctx, ms: number) => new Date(ctx.now.getTime() - ms);

/** The actor's chat writes that can still be taken back, newest first. */
export const writtenMessages = (ctx: Ctx, window: { ms: number; limit: number }): Promise<InboxRow[]> =>
  InboxItem.find({
    actorId: ctx.actor.id,
    hasWritten: true,
    undoneAt: null,
    finishedAt: { $gte: since(ctx, window.ms) },
  })
    .sort({ createdAt: -1, _id: -1 })
    .limit(window.limit)
    .lean<InboxRow[]>();

/** More than anybody writes in a day. */
export const MOST_OF_A_DAY = 200;

/** The sentence behind a message that wrote something; null when it was no sentence. */
export function draftBehind(item: InboxRow): Draft | null {
  if (!item.sealedPlan) return null;
  const { wrote } = openJson<{ wrote?: unknown }>(item.sealedPlan);
  const parsed = draftSchema.safeParse(wrote);
  return parsed.success ? parsed.data : null;
}

async function toReplacement(item: InboxRow | undefined): Promise<Draft | null> {
  const written = item && draftBehind(item);
  return written && item ? { ...written, id: newId(), replaces: item._id, isConfirmed: false } : null;
}

/** The last sentence written within ten minutes, as a draft that would replace it; null when `since` it nothing was written. */
export async function lastWritten(ctx: Ctx, since: Date | null = null): Promise<Draft | null> {
  const [item] = await writtenMessages(ctx, { ms: EDIT_MS, limit: 1 });
  return since && item?.finishedAt && item.finishedAt < since ? null : toReplacement(item);
}

const MOST_BEFORE = 10;

/** The last sentence about a customer within ten minutes that fits, as a draft that would replace it. */
export async function lastWrittenOf(
  ctx: Ctx,
  customer: string,
  fits: (written: Draft) => boolean,
): Promise<Draft | null> {
  const items = await writtenMessages(ctx, { ms: EDIT_MS, limit: MOST_BEFORE });
  const behind = items.filter(({ about }) => about === customer).map(toReplacement);
  return (await Promise.all(behind)).find((written) => written !== null && fits(written)) ?? null;
}

/** The customer a certain message was about. */
export async function customerOf(messageId: string): Promise<string | null> {
  const item = await InboxItem.findOne({ _id: messageId }, { about: 1 }).lean<Pick<InboxRow, "about">>();
  return item?.about ?? null;
}

/** True when something was written, or a later draft settled, after `shown`: a bare 好 may no longer mean what was shown then. */
export async function isOvertaken(ctx: Ctx, shown: Date): Promise<boolean> {
  const [item] = await writtenMessages(ctx, { ms: DRAFT_LIFE_MS, limit: 1 });
  return (item?.finishedAt && item.finishedAt > shown) || hasSettledSince(ctx, shown);
}

/** Whether what a message wrote was neither taken back nor replaced since. */
export async function isStanding(ctx: Ctx, messageId: string): Promise<boolean> {
  const standing = { _id: messageId, actorId: ctx.actor.id, hasWritten: true, undoneAt: null };
  return (await InboxItem.exists(standing)) !== null;
}

/** A certain message of the actor's as a draft that would replace it; null when it is too old or was undone. */
export async function findWritten(ctx: Ctx, messageId: string): Promise<Draft | null> {
  const item = await InboxItem.findOne({
    _id: messageId,
    actorId: ctx.actor.id,
    hasWritten: true,
    undoneAt: null,
    finishedAt: { $gte: since(ctx, EDIT_MS) },
  }).lean<InboxRow>();
  return toReplacement(item ?? undefined);
}
