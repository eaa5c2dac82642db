import type { CustomerAccess } from "../../models/shared/contracts/rights";
import { rightsText as t } from "../../models/shared/text/zhCN/rights";
import { dayOf, formatEnd } from "../../models/shared/values/day";
import type { Reason, Sight } from "../policies/reasons";
import type { Access, Onlooker } from "../queries/explainAccess";

interface Beside {
  grants: Access["grants"];
  names: ReadonlyMap<string, string>;
  now: Date;
}

const seesOf = ({ mayWrite, seesAll }: Sight) => (mayWrite ? "write" : seesAll ? "all" : "name");

export const presentEnd = (endsAt: Date, now: Date): string => formatEnd(endsAt, dayOf(now));

function reasonText(reason: Reason, { person, beside }: { person: string; beside: Beside }): string {
  if (reason.rule !== "shared") return t.rules[reason.rule];
  const grant = beside.grants.find(({ userId }) => userId === person);
  return t.shared(beside.names.get(grant?.grantedBy ?? "") ?? "", grant ? presentEnd(grant.endsAt, beside.now) : "");
}

const presentOnlooker =
  (beside: Beside) =>
  ({ id, name, sight }: Onlooker): CustomerAccess["people"][number] => ({
    id,
    name,
    sees: seesOf(sight),
    reasons: sight.reasons.map((reason) => reasonText(reason, { person: id, beside })),
    grantIds: beside.grants.filter(({ userId }) => userId === id).map(({ _id }) => _id),
  });

/** Who sees a customer and why, in words. */
export const presentAccess = ({ onlookers }: Access, beside: Beside): CustomerAccess => ({
  people: onlookers.map(presentOnlooker(beside)),
});
