import { recordPath } from "../api/records";
import { pages as t } from "../../../models/shared/text/zhCN/pages";
import type { OpportunityItem } from "../api/types";
import { useSave } from "./useSave";

/** Winning, losing and putting aside. The first two end a deal, so the page asks before. */
export function useDealActions() {
  const { saving, problem, save } = useSave();
  const path = (deal: OpportunityItem) => recordPath("opportunity", deal.id);
  const label = (deal: OpportunityItem, verb: string) => `${deal.customerName ?? deal.name} ${verb}`;

  const win = (deal: OpportunityItem) =>
    save({ label: label(deal, t.opportunities.win), method: "POST", path: `${path(deal)}/win`, body: {} });

  const lose = (deal: OpportunityItem, { reason, rivals }: { reason: string; rivals: string[] }) =>
    save({
      label: label(deal, t.opportunities.lose),
      method: "POST",
      path: `${path(deal)}/lose`,
      body: { ...(reason ? { lossReason: reason } : {}), ...(rivals.length > 0 ? { competitors: rivals } : {}) },
    });

  const hold = (deal: OpportunityItem, until: string | null) =>
    save({
      label: label(deal, t.opportunities.hold),
      method: "POST",
      path: `${path(deal)}/hold`,
      body: { until },
    });

  const plain = (verb: "resume" | "reopen") => (deal: OpportunityItem) =>
    save({ label: label(deal, t.opportunities[verb]), method: "POST", path: `${path(deal)}/${verb}`, body: {} });

  return { saving, problem, win, lose, hold, resume: plain("resume"), reopen: plain("reopen") };
}
