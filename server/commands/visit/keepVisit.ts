import { models } from "../../../models";
import { entities } from "../../../models/shared/entities";
import type { FollowUp } from "../../../models/shared/entities/followUp";
import type { Visit } from "../../../models/shared/entities/visit";
import { defaultVisitText } from "../../../models/shared/text/zhCN/visits";
import { addDays, dayOf } from "../../../models/shared/values/day";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { findReadable } from "../../queries/findReadable";
import { filesAt } from "../../queries/findFile";
import { attachFiles } from "../file/attachFiles";
import { closeReminder } from "./visitReminder";

/** A note of today settles a plan that is at most so old. */
const LATE_DAYS = 7;

const dayOfNote = ({ happenedAt, createdAt }: FollowUp) => dayOf(happenedAt ?? createdAt);
const isVisit = ({ method }: FollowUp) => method === "visit";

async function findUnwritten(ctx: Ctx, note: FollowUp): Promise<Visit | null> {
  const day = dayOfNote(note);
  const mine = { customer: note.customer, visitor: ctx.actor.id, followUp: null, archivedAt: null };
  const onDay = { ...mine, visitedOn: day, state: "done" };
  const agreed = { ...mine, plannedOn: { $gte: addDays(day, -LATE_DAYS), $lte: day }, state: "planned" };
  const row =
    (await models.visit.findOne(onDay).lean<StoredRow>()) ??
    (await models.visit.findOne(agreed).sort({ plannedOn: -1 }).lean<StoredRow>());
  return row ? (toRecord(entities.visit, row) as unknown as Visit) : null;
}

/** The note is what came of this visit. */
export async function writeVisit(ctx: Ctx, before: Visit, note: FollowUp): Promise<Visit> {
  await closeReminder(ctx, before, "done");
  const files = (await filesAt("visit", [before.id])).get(before.id) ?? [];
  await attachFiles(ctx, { files: files.map(({ _id }) => _id), followUp: note.id });
  const visitedOn = before.visitedOn ?? dayOfNote(note);
  const set = { state: "done", followUp: note.id, visitedOn } as const;
  return saveWithEvent(ctx, "visit", { before, set, event: "visit.noted" });
}

/** A note that tells of a visit belongs to the one that was planned or checked in that day; without one, it is one. */
export async function keepVisit(ctx: Ctx, note: FollowUp): Promise<void> {
  if (!isVisit(note)) return;
  const before = await findUnwritten(ctx, note);
  if (before) return void (await writeVisit(ctx, before, note));
  const customer = await findReadable(ctx, "customer", note.customer);
  const { owner, isKey, contact } = note;
  const place = { customer: customer.id, contact, owner, isKey, visitor: ctx.actor.id };
  const told = { text: defaultVisitText(customer), visitedOn: dayOfNote(note), followUp: note.id };
  await saveWithEvent(ctx, "visit", { before: null, set: { ...place, ...told, state: "done" }, event: "visit.noted" });
}

/** The note no longer tells of it: what was only ever told is gone, what was agreed or checked in stands without a note. */
export async function releaseVisit(ctx: Ctx, note: FollowUp): Promise<void> {
  const row = await models.visit.findOne({ followUp: note.id, archivedAt: null }).lean<StoredRow>();
  if (!row) return;
  const before = toRecord(entities.visit, row) as unknown as Visit;
  const isOnlyTold = !before.plannedOn && !before.checkedInAt;
  const set = isOnlyTold ? ({ archivedAt: ctx.now } as Partial<Visit>) : { followUp: null };
  await saveWithEvent(ctx, "visit", { before, set, event: "visit.noted" });
}

/** A changed note: another way of contact, another customer, another day. */
export async function followNote(ctx: Ctx, before: FollowUp, after: FollowUp): Promise<void> {
  const isSame = isVisit(before) === isVisit(after) && before.customer === after.customer;
  if (isSame && dayOfNote(before) === dayOfNote(after)) return;
  if (isVisit(before)) await releaseVisit(ctx, before);
  await keepVisit(ctx, after);
}
