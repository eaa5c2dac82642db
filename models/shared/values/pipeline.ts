import { stageNames } from "../text/zhCN/fields";
import type { Stage } from "./stage";

/** What a deal may have to carry before it enters a stage. */
export const GATE_FIELDS = ["amount", "expectedCloseOn", "competitors", "contact"] as const;
export type GateField = (typeof GATE_FIELDS)[number];

/** What has to be true before a deal enters a stage. Empty: anybody may. */
export interface Gate {
  /** Visits to the customer. */
  visits: number;
  fields: GateField[];
  /** From this amount on a manager has to agree. */
  approveAmountFrom: number | null;
  /** From this discount on, in percent, a manager has to agree. */
  approveDiscountFrom: number | null;
}

/** Characters that a button and a column of the board have room for. */
export const LONGEST_STAGE_NAME = 8;

export interface PipelineStage {
  key: string;
  name: string;
  /** Percent. */
  probability: number;
  gate: Gate;
}

/** The open stages in order, what guards them, and how long one may stay in one. */
export interface Pipeline {
  stages: PipelineStage[];
  wonGate: Gate;
  slowAfterDays: number;
  stuckAfterDays: number;
  /** Closed deals one must have before one's own outcomes replace the stages' probabilities. */
  historyFrom: number;
}

export const OPEN_GATE: Gate = { visits: 0, fields: [], approveAmountFrom: null, approveDiscountFrom: null };

const stage = (key: Stage, probability: number): PipelineStage => ({
  key,
  name: stageNames[key],
  probability,
  gate: OPEN_GATE,
});

/** Until an admin says otherwise. */
export const DEFAULT_PIPELINE: Pipeline = {
  stages: [stage("contacted", 10), stage("qualified", 30), stage("proposal", 50), stage("negotiation", 80)],
  wonGate: OPEN_GATE,
  slowAfterDays: 7,
  stuckAfterDays: 14,
  historyFrom: 20,
};

export const keysOf = (pipeline: Pipeline): string[] => pipeline.stages.map(({ key }) => key);

export const stageAt = (pipeline: Pipeline, key: string | null): PipelineStage | undefined =>
  pipeline.stages.find((one) => one.key === key);

export const firstStage = ({ stages: [first] }: Pipeline): string => first?.key ?? "contacted";

/** What a stage is called here, won and lost included. */
export const stageName = (pipeline: Pipeline, key: string): string =>
  stageAt(pipeline, key)?.name ?? (stageNames as Record<string, string>)[key] ?? key;

/** The next open stage; null where only winning or losing is left. */
export function nextStage(pipeline: Pipeline, key: string | null): string | null {
  const at = keysOf(pipeline).indexOf(key ?? "");
  return at < 0 ? null : (pipeline.stages[at + 1]?.key ?? null);
}

/** The stages a move passes or enters, in order: going over one goes through its gate. Back and to lost there are none. */
export function gatesOnTheWay(pipeline: Pipeline, from: string | null, to: string): { stage: string; gate: Gate }[] {
  const keys = keysOf(pipeline);
  const end = to === "won" ? keys.length : keys.indexOf(to) + 1;
  const passed = pipeline.stages
    .slice(keys.indexOf(from ?? "") + 1, end)
    .map(({ key, gate }) => ({ stage: key, gate }));
  return to === "won" ? [...passed, { stage: "won", gate: pipeline.wonGate }] : passed;
}
