import type { RuleAction, RuleCondition, RuleTrigger } from "../shared/values/rules";
import { defineQueue, defineRows } from "./defineRows";
import type { QueueRow } from "./queueRow";

/** What a company wants done by itself; contracts/rules.ts says what can be said. Kept when it is gone: what it did has a name. */
export interface RuleRow {
  _id: string;
  version: number;
  name: string;
  on: RuleTrigger;
  when: RuleCondition[];
  then: RuleAction[];
  active: boolean;
  /** Acts only on what begins to fit after this moment; null: also on what fitted before. */
  since: Date | null;
  archivedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export const Rule = defineRows<RuleRow>("rule", {
  paths: {
    version: { type: Number },
    name: { type: String },
    on: { type: String },
    when: { type: [Object] },
    then: { type: [Object] },
    active: { type: Boolean },
    since: { type: Date },
    archivedAt: { type: Date },
    createdAt: { type: Date },
    updatedAt: { type: Date },
  },
  indexes: [[{ on: 1, active: 1 }]],
});

/**
 * One time a rule acts. Its id is rule, record and episode (the event, or since when the record stands as it does): the insert
 * decides that it acts, once, and the row is the queue of what is to be done.
 */
export interface RuleRunRow extends QueueRow {
  rule: string;
  entity: "customer" | "followUp" | "opportunity";
  recordId: string;
  customer: string;
  episode: string;
  at: Date;
  /** The chat message behind the event: taking it back takes this back too. */
  causeMessage: string | null;
  /** What was done, in words. */
  effects: string[];
  undoneAt: Date | null;
}

export const RuleRun = defineQueue<RuleRunRow>("ruleRun", {
  paths: {
    rule: { type: String },
    entity: { type: String },
    recordId: { type: String },
    customer: { type: String },
    episode: { type: String },
    at: { type: Date },
    causeMessage: { type: String },
    effects: { type: [String] },
    undoneAt: { type: Date },
  },
  indexes: [[{ rule: 1, at: -1, _id: -1 }], [{ at: -1, _id: -1 }], [{ causeMessage: 1 }]],
});
