import { models } from "../../../models";
import type { RuleSubject } from "../../../models/shared/values/rules";
import type { Customer } from "../../../models/shared/entities/customer";
import type { StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { toVisible } from "../toVisible";
import type { Subject } from "./facts";

const NO_SEARCH = { searchKeys: 0, searchText: 0 };
/** Numbers are nothing a rule asks, and dear to unseal. */
const NO_NUMBERS = { ...NO_SEARCH, phones: 0, wechat: 0 };

async function readRows<N extends RuleSubject>(
  ctx: Ctx,
  entity: N,
  asked: { ids: readonly string[]; left: typeof NO_SEARCH },
) {
  const filter = { _id: { $in: [...new Set(asked.ids)] }, archivedAt: null };
  const rows = await models[entity].find(filter, asked.left).lean<StoredRow[]>();
  return rows.map(toVisible(ctx, entity));
}

const owned = (customers: readonly Customer[]): Map<string, Customer> =>
  new Map(customers.filter(({ owner }) => owner !== null).map((one) => [one.id, one]));

/** Customers of the house that somebody owns, by id. */
export const readOwned = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, Customer>> =>
  owned(await readRows(ctx, "customer", { ids, left: NO_SEARCH }));

const readLooked = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, Customer>> =>
  owned(await readRows(ctx, "customer", { ids, left: NO_NUMBERS }));

/** Records that rules look at, with their customers; what is gone, or nobody's, is left out. */
export async function readSubjects(
  ctx: Ctx,
  entity: RuleSubject,
  ids: readonly string[],
): Promise<Map<string, Subject>> {
  if (entity === "customer") {
    const looked = await readLooked(ctx, ids);
    return new Map([...looked].map(([id, customer]) => [id, { record: customer, customer }]));
  }
  const records = (await readRows(ctx, entity, { ids, left: NO_SEARCH })) as Subject["record"][];
  const customerOf = (record: Subject["record"]) => ("customer" in record ? record.customer : record.id);
  const customers = await readLooked(ctx, records.map(customerOf));
  return new Map(
    records.flatMap((record): [string, Subject][] => {
      const customer = customers.get(customerOf(record));
      return customer ? [[record.id, { record, customer }]] : [];
    }),
  );
}
