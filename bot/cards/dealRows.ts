import type { CardRow, SourceWords } from "../../models/shared/contracts/card";
import { firstStage, stageName, type Pipeline } from "../../models/shared/values/pipeline";
import type { Opportunity } from "../../models/shared/entities/opportunity";
import { t } from "../../models/shared/text/zhCN/chat";
import { gateSentence } from "../../models/shared/text/zhCN/gates";
import { formatDay } from "../../models/shared/values/day";
import type { DealOutcome, Stopped } from "../draft/applyOpportunity";
import { row, shownAmount } from "./parts";

/** What a card shows of a deal. */
export interface DealShown {
  stage: string | null;
  amount: number | null;
  amountMin?: number | null | undefined;
  amountMax?: number | null | undefined;
}

const sourceOf = (source: SourceWords | undefined) => (source ? { source } : {});

/** The stage, old beside new; nothing where it stays. */
export function stageRow(
  pipeline: Pipeline,
  before: Pick<DealShown, "stage"> | null,
  { stage, source }: { stage: string | null; source?: SourceWords | undefined },
): CardRow[] {
  if (!stage || stage === before?.stage) return [];
  const old = before?.stage ? { oldValue: stageName(pipeline, before.stage) } : {};
  return [row(t.rows.stage, stageName(pipeline, stage), { ...old, ...sourceOf(source) })];
}

/** The amount, old beside new; a first amount stands with the words it was said in. */
export function amountRow(before: DealShown | null, after: Omit<DealShown, "stage">, source?: SourceWords): CardRow[] {
  if (after.amount === null || after.amount === before?.amount) return [];
  const shown = shownAmount(after);
  if (before && before.amount !== null) {
    return [row(t.rows.amount, shown, { oldValue: shownAmount(before), ...sourceOf(source) })];
  }
  return [row(t.rows.amount, source ? t.values.quoted(shown, source.text) : shown, sourceOf(source))];
}

/** A deal put aside, until a day or without one. */
export const holdRow = (until: string | null, source?: SourceWords): CardRow[] => [
  row(t.rows.hold, until ? t.values.heldUntil(formatDay(until)) : t.values.heldOpen, sourceOf(source)),
];

function whyStopped(why: Stopped): string {
  switch (why.kind) {
    case "gate":
      return gateSentence(why.gate.stage, why.gate.missing);
    case "waiting":
      return t.values.waiting;
    case "figures":
      return t.values.figuresNeedApproval;
    case "noApprover":
      return t.values.noApprover;
  }
}

function labelOf({ kind }: Stopped): string {
  if (kind === "waiting") return t.rows.waiting;
  return kind === "figures" ? t.rows.unchanged : t.rows.unmoved;
}

/** Why a deal is not where it was said to be; first on the card. */
export function stoppedRows({ stopped }: Extract<DealOutcome, { kind: "written" }>): CardRow[] {
  if (!stopped) return [];
  return [row(labelOf(stopped), whyStopped(stopped))];
}

const isNew = (before: Opportunity | null, after: Opportunity, field: "lossReason" | "onHoldSince" | "onHoldUntil") =>
  after[field] !== null && String(after[field]) !== String(before?.[field] ?? null);

/** What became of a deal, as stored. */
export function writtenDealRows({ before, after, pipeline }: Extract<DealOutcome, { kind: "written" }>): CardRow[] {
  const isAtStart = before === null && after.stage === firstStage(pipeline);
  const rivals = after.competitors.filter((name) => !before?.competitors.includes(name));
  return [
    ...(isAtStart ? [] : stageRow(pipeline, before, after)),
    ...amountRow(before, after),
    ...(isNew(before, after, "lossReason") ? [row(t.rows.lossReason, after.lossReason ?? "")] : []),
    ...(rivals.length > 0 ? [row(t.rows.rival, rivals.join(t.values.separator))] : []),
    ...(isNew(before, after, "onHoldSince") || isNew(before, after, "onHoldUntil") ? holdRow(after.onHoldUntil) : []),
  ];
}
