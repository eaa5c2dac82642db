import type { RuleSubject } from "../../../models/shared/values/rules";
import type { RuleRow, RuleRunRow } from "../../../models/system/rule";
import { newQueueRow } from "../../../models/system/queueRow";

/** A customer or a deal, as far as it tells since when it stands as it does. */
export interface Standing {
  stageChangedAt?: Date | null;
  lastContactAt?: Date | null;
  createdAt: Date;
}

/**
 * Since when a record stands as it does. A daily rule acts once for as long as that lasts: a customer until the next talk,
 * a deal until it moves.
 */
export const episodeOf = ({ stageChangedAt, lastContactAt, createdAt }: Standing): string =>
  (stageChangedAt ?? lastContactAt ?? createdAt).toISOString();

export const runIdOf = (rule: { _id: string }, recordId: string, episode: string) =>
  `${rule._id}:${recordId}:${episode}`;

interface NewRun {
  entity: RuleSubject;
  recordId: string;
  customer: string;
  episode: string;
  at: Date;
  causeMessage?: string | null;
}

/** A rule is to act. Runs about one customer go one after another. */
export function toRunRow(rule: RuleRow, run: NewRun, now: Date): RuleRunRow {
  const _id = runIdOf(rule, run.recordId, run.episode);
  return {
    ...newQueueRow({ _id, lane: run.customer, dueAt: now }),
    rule: rule._id,
    causeMessage: null,
    ...run,
    effects: [],
    undoneAt: null,
  };
}
