import { Lead } from "../../../models";
import { entities } from "../../../models/shared/entities";
import type { Lead as LeadRecord } from "../../../models/shared/entities/lead";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import { SYSTEM_ACTOR, type Deps } from "../../context";
import { createCtx } from "../../createCtx";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { isQuiet } from "../../calendar/isQuiet";
import { readLeadRules } from "../../queries/readSetting";

const BATCH = 100;
const HOUR_MS = 3_600_000;

type Step = { set: Partial<LeadRecord>; event: string };

/** Of two processes that see the same lead, the version decides who notes it. */
async function note(deps: Deps, row: StoredRow, { set, event }: Step): Promise<void> {
  const ctx = createCtx(deps, { actor: SYSTEM_ACTOR, source: { kind: "job", messageId: null } });
  const before = toRecord(entities.lead, row) as unknown as LeadRecord;
  try {
    await saveWithEvent(ctx, "lead", { before, set, event });
  } catch (error) {
    if (error instanceof AppError && error.code === "stale_version") return;
    // One that cannot be noted must not keep the others from it; the next round tries again.
    deps.log.error({ err: error, lead: row._id }, "a lead that waits could not be noted");
  }
}

async function noteAll(deps: Deps, due: Record<string, unknown>, step: Step): Promise<void> {
  const waiting = { state: "assigned", owner: { $ne: null }, archivedAt: null };
  const rows = await Lead.find({ ...waiting, ...due })
    .sort({ answerBy: 1 })
    .limit(BATCH)
    .lean<StoredRow[]>();
  for (const row of rows) await note(deps, row, step);
}

/**
 * Reminds reps of leads nobody answered in time, and tells whoever leads them when still nothing happened; each once, nobody at night.
 * @returns false: nothing is left over for at once
 */
export async function watchLeads(deps: Deps): Promise<boolean> {
  const now = deps.clock.now();
  if (isQuiet(now)) return false;
  const { tellManagerAfterHours } = await readLeadRules();
  const tooLate = new Date(now.getTime() - tellManagerAfterHours * HOUR_MS);
  const escalated = { set: { escalatedAt: now }, event: "lead.escalated" };
  await noteAll(deps, { answerBy: { $lte: tooLate }, remindedAt: { $ne: null }, escalatedAt: null }, escalated);
  await noteAll(
    deps,
    { answerBy: { $lte: now }, remindedAt: null },
    { set: { remindedAt: now }, event: "lead.unanswered" },
  );
  return false;
}
