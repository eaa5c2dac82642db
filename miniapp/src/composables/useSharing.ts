import type { AccessGrant, Colleague } from "../../../models/shared/contracts/rights";
import { rightsPages as t } from "../../../models/shared/text/zhCN/rightsPages";
import { grantPath, GRANTS, handOverPath } from "../api/rights";
import { recordPath } from "../api/records";
import { useSave } from "./useSave";

interface Subject {
  id: string;
  name: string;
}

/** Sharing a customer, ending that, and giving it or all of them away. */
export function useSharing() {
  const { saving, problem, fieldErrors, save } = useSave();

  const share = (customer: Subject, to: Colleague, terms: Pick<AccessGrant, "right" | "endsAt">) =>
    save({
      label: t.share.label(customer.name, to.name),
      method: "POST",
      path: GRANTS,
      body: { entity: "customer", recordId: customer.id, userId: to.id, ...terms },
    });

  const revoke = (id: string, name: string) =>
    save({ label: t.access.revokeWhose(name), method: "DELETE", path: grantPath(id) });

  const transfer = (customer: Subject, to: Colleague) =>
    save({
      label: t.transfer.label(customer.name, to.name),
      method: "POST",
      path: `${recordPath("customer", customer.id)}/transfer`,
      body: { owner: to.id },
    });

  const handOver = (from: Subject, to: Colleague) =>
    save({
      label: t.handOver.label(from.name, to.name),
      method: "POST",
      path: handOverPath(from.id),
      body: { to: to.id },
    });

  return { saving, problem, fieldErrors, share, revoke, transfer, handOver };
}
