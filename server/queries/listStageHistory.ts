import { daysBetween, dayOf } from "../../models/shared/values/day";
import { stageName } from "../../models/shared/values/pipeline";
import { isClosed } from "../../models/shared/values/stage";
import { OutboxEvent, type OutboxRow } from "../../models/system/outboxEvent";
import { openJson } from "../../models/vault";
import type { Ctx } from "../context";
import type { EventBody } from "../events/saveWithEvent";
import { findReadable } from "./findReadable";
import { findUserNames } from "./findNames";
import { readPipeline } from "./readSetting";

/** A stay of a deal in one stage. */
export interface StageStay {
  stage: string;
  stageName: string;
  from: Date;
  /** Null while it stands there, and for the stage it ended in. */
  until: Date | null;
  /** Whole days. */
  days: number | null;
  by: string | null;
}

interface Entry {
  stage: string;
  at: Date;
  actorId: string;
}

function entryOf(event: OutboxRow): Entry[] {
  const { changes } = openJson<EventBody>(event.sealedChanges);
  const stage = changes.find(({ field }) => field === "stage")?.newValue;
  return typeof stage === "string" ? [{ stage, at: event.at, actorId: event.actorId }] : [];
}

/**
 * Every stage a deal stood in, the latest first, as its events tell. What was undone did not happen.
 * @throws AppError `not_found`
 */
export async function listStageHistory(ctx: Ctx, id: string): Promise<StageStay[]> {
  const deal = await findReadable(ctx, "opportunity", id);
  const events = await OutboxEvent.find({ recordId: deal.id, undoneAt: null })
    .sort({ at: 1, _id: 1 })
    .lean<OutboxRow[]>();
  const entries = events.flatMap(entryOf).filter(({ stage }, at, all) => stage !== all[at - 1]?.stage);
  const pipeline = await readPipeline();
  const names = new Map(await findUserNames([...new Set(entries.map(({ actorId }) => actorId))]));
  const stays = entries.map(({ stage, at: from, actorId }, index): StageStay => {
    const until = entries[index + 1]?.at ?? null;
    const days = until === null && isClosed(stage) ? null : daysBetween(dayOf(from), dayOf(until ?? ctx.now));
    return { stage, stageName: stageName(pipeline, stage), from, until, days, by: names.get(actorId) ?? null };
  });
  return stays.toReversed();
}
