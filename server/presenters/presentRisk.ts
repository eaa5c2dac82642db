import type { RiskLine } from "../../models/shared/contracts/risk";
import type { RiskyCustomer } from "../queries/risks/findRisks";

/** @param names of owners, by id */
export const presentRisk =
  (names: ReadonlyMap<string, string>) =>
  ({ customer, risk }: RiskyCustomer): RiskLine => ({
    customer: customer.id,
    customerName: customer.name,
    owner: customer.owner,
    ownerName: names.get(customer.owner ?? "") ?? null,
    level: risk.level,
    reason: risk.sentence,
    phone: customer.phones[0] ?? null,
  });
