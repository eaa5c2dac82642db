import type { CardRow, SourceWords } from "../../models/shared/contracts/card";
import { t } from "../../models/shared/text/zhCN/chat";
import { stageNames } from "../../models/shared/text/zhCN/fields";
import type { Stage } from "../../models/shared/values/stage";
import { row, shownAmount } from "./parts";

/** What a card shows of a deal. */
export interface DealShown {
  stage: Stage | null;
  amount: number | null;
  amountMin?: number | null | undefined;
  amountMax?: number | null | undefined;
}

const sourceOf = (source: SourceWords | undefined) => (source ? { source } : {});

/** The stage, old beside new; nothing where it stays. */
export function stageRow(before: DealShown | null, stage: Stage | null | undefined, source?: SourceWords): CardRow[] {
  if (!stage || stage === before?.stage) return [];
  const old = before?.stage ? { oldValue: stageNames[before.stage] } : {};
  return [row(t.rows.stage, stageNames[stage], { ...old, ...sourceOf(source) })];
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
