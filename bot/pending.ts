import { newId } from "../models/newId";
import { PendingAction, type PendingRow } from "../models/system/pendingAction";
import { openJson, sealJson, vault } from "../models/vault";
import { insertLater } from "../models/withTransaction";
import type { Ctx } from "../server/context";
import { question as questionSchema, action as actionSchema, type Action, type Question } from "./actions";
import { DRAFT_LIFE_MS, draft as draftSchema, EDIT_MS, type Draft } from "./draft/draft";

/** Rows for what a card's buttons do, for open drafts and for questions the next sentence may answer. */
const BUTTON_LIFE_MS = 30 * 24 * 60 * 60_000;

const rowOf = (
  ctx: Ctx,
  row: Pick<PendingRow, "_id" | "kind" | "sealedData" | "group">,
  lifeMs: number,
): PendingRow => ({
  ...row,
  userId: ctx.actor.id,
  messageId: ctx.source.messageId,
  state: "open",
  outcome: null,
  createdAt: ctx.now,
  expiresAt: new Date(ctx.now.getTime() + lifeMs),
});

export interface ButtonAction {
  /** What stands on the button for it. */
  id: string;
  action: Action;
  group: string;
  lastsMs?: number | undefined;
}

/** Keeps what the buttons of a card do. */
export async function saveButtons(ctx: Ctx, buttons: ButtonAction[]): Promise<void> {
  if (buttons.length === 0) return;
  const rows = buttons.map(({ id, action, group, lastsMs = BUTTON_LIFE_MS }) =>
    rowOf(ctx, { _id: id, kind: action.kind, sealedData: sealJson(action), group }, lastsMs),
  );
  await insertLater(PendingAction, rows);
}

/** Keeps an unfinished sentence for a day; the same draft again replaces what was kept. */
export async function saveDraft(ctx: Ctx, draft: Draft): Promise<void> {
  const { _id, ...row } = rowOf(
    ctx,
    { _id: draft.id, kind: "draft", sealedData: sealJson(draft), group: draft.id },
    DRAFT_LIFE_MS,
  );
  await PendingAction.updateOne({ _id }, { $set: row }, { upsert: true });
}

/** One question at a time: a new one takes the place of the last. */
export async function saveQuestion(ctx: Ctx, question: Question): Promise<void> {
  await closeQuestion(ctx);
  const data = { _id: newId(), kind: "question", sealedData: sealJson(question), group: "question" };
  await insertLater(PendingAction, [rowOf(ctx, data, EDIT_MS)]);
}

/** @param except a kind of question that stays open */
export async function closeQuestion(ctx: Ctx, except: Question["kind"] | null = null): Promise<void> {
  if (except && (await openQuestion(ctx))?.question.kind === except) return;
  await PendingAction.updateMany(
    { userId: ctx.actor.id, kind: "question", state: "open" },
    { $set: { state: "closed" } },
  );
}

const newest = (ctx: Ctx, kind: string) =>
  PendingAction.findOne({ userId: ctx.actor.id, state: "open", kind, expiresAt: { $gt: ctx.now } })
    .sort({ createdAt: -1, _id: -1 })
    .lean<PendingRow>();

export async function openQuestion(ctx: Ctx): Promise<{ id: string; question: Question; at: Date } | null> {
  const row = await newest(ctx, "question");
  return row ? { id: row._id, question: questionSchema.parse(openJson(row.sealedData)), at: row.createdAt } : null;
}

/** The card about rights that was asked last and not answered, as its button would be pressed; null where it has several. */
export async function lastOrder(ctx: Ctx): Promise<{ action: Action; group: string; at: Date } | null> {
  const row = await newest(ctx, "order");
  if (!row || row.createdAt.getTime() + DRAFT_LIFE_MS <= ctx.now.getTime()) return null;
  const choices = await PendingAction.countDocuments({ group: row.group, kind: "order", state: "open" });
  if (choices > 1) return null;
  return { action: actionSchema.parse(openJson(row.sealedData)), group: row.group, at: row.createdAt };
}

/** The last open draft, and when it was last asked about. */
export async function lastKept(ctx: Ctx): Promise<{ draft: Draft; at: Date } | null> {
  const row = await newest(ctx, "draft");
  return row ? { draft: draftSchema.parse(openJson(row.sealedData)), at: row.createdAt } : null;
}

/** Whether a draft kept later than `at` was settled already. */
export async function hasSettledSince(ctx: Ctx, at: Date): Promise<boolean> {
  const later = { userId: ctx.actor.id, state: "used", kind: "draft", createdAt: { $gt: at } } as const;
  return (await PendingAction.findOne(later).lean()) !== null;
}

/** The draft, if it is still open and the actor's own. */
export async function findDraft(ctx: Ctx, id: string): Promise<Draft | null> {
  const row = await PendingAction.findOne({
    _id: id,
    userId: ctx.actor.id,
    kind: "draft",
    state: "open",
  }).lean<PendingRow>();
  return row && row.expiresAt > ctx.now ? draftSchema.parse(openJson(row.sealedData)) : null;
}

export async function closeDraft(ctx: Ctx, id: string, outcome: string): Promise<void> {
  await PendingAction.updateOne({ _id: id, userId: ctx.actor.id }, { $set: { state: "used", outcome } });
}

const LINK_CODE_MS = 10 * 60_000;
const linkCodeId = (code: string) => `link-${vault().fingerprint(`link:${code}`)}`;

/** A code that stands for the actor, to be said in another app. */
export async function saveLinkCode(ctx: Ctx, code: string): Promise<void> {
  const row = rowOf(
    ctx,
    { _id: linkCodeId(code), kind: "link", sealedData: sealJson({}), group: "link" },
    LINK_CODE_MS,
  );
  await insertLater(PendingAction, [row]);
}

/** @returns the user whom a code stands for, once */
export async function takeLinkCode(ctx: Ctx, code: string): Promise<string | null> {
  const open = { _id: linkCodeId(code), state: "open" as const, expiresAt: { $gt: ctx.now } };
  const row = await PendingAction.findOneAndUpdate(open, { $set: { state: "used" } }).lean<PendingRow>();
  return row?.userId ?? null;
}

export type Pressed =
  { kind: "open"; action: Action; group: string } | { kind: "settled"; outcome: string | null } | { kind: "expired" };

/** What a pressed button stands for. Somebody else's button is as good as none. */
export async function findPressed(ctx: Ctx, actionId: string): Promise<Pressed> {
  const row = await PendingAction.findOne({ _id: actionId, userId: ctx.actor.id }).lean<PendingRow>();
  if (!row) return { kind: "expired" };
  if (row.state !== "open") return { kind: "settled", outcome: row.outcome };
  if (row.expiresAt <= ctx.now) return { kind: "expired" };
  return { kind: "open", action: actionSchema.parse(openJson(row.sealedData)), group: row.group };
}

/** One click settles a whole card; a second one finds it settled. */
export async function settleGroup(group: string, outcome: string): Promise<void> {
  await PendingAction.updateMany({ group, state: "open" }, { $set: { state: "used", outcome } });
}
