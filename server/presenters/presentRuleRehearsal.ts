import type { Rehearsal } from "../../models/shared/contracts/rules";
import { ruleText } from "../../models/shared/text/zhCN/rules";
import type { Occurrence, Rehearsed } from "../queries/rules/rehearse";

const SHOWN = 10;

function countBy(occurrences: readonly Occurrence[], keyOf: (one: Occurrence) => string | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of occurrences) {
    const key = keyOf(one);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** @param names of people by id, and of customers the caller may see */
export function presentRuleRehearsal(
  { days, occurrences, fitNow }: Rehearsed,
  names: ReadonlyMap<string, string>,
): Rehearsal {
  const customers = new Set(occurrences.map(({ customer }) => customer.id)).size;
  const owners = [...countBy(occurrences, ({ customer }) => customer.owner)].sort(([, a], [, b]) => b - a);
  const visible = occurrences.filter(({ customer }) => names.has(customer.id));
  return {
    ...{ days, count: occurrences.length, customers, fitNow },
    sentence: ruleText.rehearsal(days, occurrences.length, customers),
    owners: owners.map(([id, count]) => ({ id, name: names.get(id) ?? "", count })),
    samples: visible.slice(0, SHOWN).map(({ customer, on }) => ({
      customer: customer.id,
      customerName: names.get(customer.id) ?? "",
      on,
    })),
  };
}
