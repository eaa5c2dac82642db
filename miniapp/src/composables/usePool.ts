import { poolPages as t } from "../../../models/shared/text/zhCN/poolPages";
import { REPORTS } from "../api/pool";
import { recordPath } from "../api/records";
import type { CustomerItem } from "../api/types";
import { useSave } from "./useSave";

interface Subject {
  id: string;
  name: string;
}

/** Taking from the public pool, giving back, and protecting. */
export function usePool() {
  const { saving, problem, save } = useSave();
  const on = (customer: Subject, verb: string, write: { label: string; body?: object }) =>
    save<CustomerItem>({
      label: write.label,
      method: "POST",
      path: `${recordPath("customer", customer.id)}/${verb}`,
      body: write.body ?? {},
    });

  return {
    saving,
    problem,
    claim: (customer: Subject) => on(customer, "claim", { label: t.claimWhom(customer.name) }),
    release: (customer: Subject, reason: string) =>
      on(customer, "release", { label: t.releaseLabel(customer.name), body: { reason } }),
    protect: (customer: Subject) => on(customer, "protect", { label: t.protectLabel(customer.name) }),
    extend: (customer: Subject) => on(customer, "extend", { label: t.extendLabel(customer.name) }),
    report: (name: string, protectedFor: string | null) =>
      save<CustomerItem>({ label: t.reportLabel(name), method: "POST", path: REPORTS, body: { name, protectedFor } }),
  };
}
