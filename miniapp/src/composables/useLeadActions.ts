import { leadPages as t } from "../../../models/shared/text/zhCN/leadPages";
import { recordPath } from "../api/records";
import type { LeadItem } from "../api/types";
import { useSave } from "./useSave";

/** What is done with a lead beside changing its fields. */
export function useLeadActions() {
  const { saving, problem, fieldErrors, save } = useSave();

  const act = (lead: LeadItem, act: { verb: string; words: string; body?: object }) =>
    save<LeadItem>({
      label: `${lead.name} ${act.words}`,
      method: "POST",
      path: `${recordPath("lead", lead.id)}/${act.verb}`,
      body: act.body ?? {},
    });

  const take = (lead: LeadItem) => act(lead, { verb: "take", words: t.page.take });
  const reopen = (lead: LeadItem) => act(lead, { verb: "reopen", words: t.page.reopen });
  const invalidate = (lead: LeadItem, reason: string) =>
    act(lead, { verb: "invalidate", words: t.page.invalid, body: { reason } });
  const assign = (lead: LeadItem, owner: string) =>
    act(lead, { verb: "assign", words: t.page.assign, body: { owner } });

  const convert = (lead: LeadItem, how: { customer: string | null; withDeal: boolean }) =>
    act(lead, { verb: "convert", words: t.page.convert, body: how });

  return { saving, problem, fieldErrors, act, take, reopen, invalidate, assign, convert };
}
