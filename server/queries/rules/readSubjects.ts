import { models } from "../../../models";
import type { RuleSubject } from "../../../models/shared/values/rules";
import type { Customer } from "../../../models/shared/entities/customer";
import type { StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { toVisible } from "../toVisible";
import type { Subject } from "./facts";

const NO_SEARCH = { searchKeys: 0, searchText: 0 };

async function readRows<N extends RuleSubject>(ctx: Ctx, entity: N, ids: readonly string[]) {
  const filter = { _id: { $in: [...new Set(ids)] }, archivedAt: null };
  const rows = await models[entity].find(filter, NO_SEARCH).lean<StoredRow[]>();
  return rows.map(toVisible(ctx, entity));
}

/** Customers of the house that somebody owns, by id. */
export async function readOwned(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Customer>> {
  const customers = await readRows(ctx, "customer", ids);
  return new Map(customers.filter(({ owner }) => owner !== null).map((one) => [one.id, one]));
}

/** Records that rules look at, with their customers; what is gone, or nobody's, is left out. */
export async function readSubjects(
  ctx: Ctx,
  entity: RuleSubject,
  ids: readonly string[],
): Promise<Map<string, Subject>> {
  const records = (await readRows(ctx, entity, ids)) as Subject["record"][];
  const customerOf = (record: Subject["record"]) => ("customer" in record ? record.customer : record.id);
  const customers = await readOwned(ctx, records.map(customerOf));
  return new Map(
    records.flatMap((record): [string, Subject][] => {
      const customer = customers.get(customerOf(record));
      return customer ? [[record.id, { record, customer }]] : [];
    }),
  );
}
