import { Customer } from "../../models";
import { toSearchQuery } from "../../models/searchKeys";
import { matchCustomers } from "../../server/queries/matchCustomers";
import { ctxOfBoss } from "./ctxOfBoss";
import type { Filled, Sizes } from "./fillStore";
import { percentile, sample, timeEach } from "./stats";
import { milliseconds, type Row } from "./table";

const TARGET_MS = 30;

/** How long it takes to learn whom a message means, for a manager who may read the whole company. */
export async function measureMatching(filled: Filled, sizes: Sizes): Promise<Row> {
  const ctx = await ctxOfBoss();
  const names = sample(filled.shortNames);
  const match = (company: string) => matchCustomers(ctx, { name: null, company, phones: [], wechat: null });
  await match(names[0] ?? "");
  const p95 = percentile(await timeEach(names, match), 95);
  const lookUp = (name: string) => Customer.findOne({ searchKeys: toSearchQuery(name)?.keys[0] ?? "" }).lean();
  const floor = percentile(await timeEach(names, lookUp), 95);
  return {
    what: `customer of a message found, p95 at ${sizes.customers} customers`,
    measured: milliseconds(p95),
    target: `≤ ${TARGET_MS} ms`,
    floor: `${milliseconds(floor)} one row by one key`,
    isMet: p95 <= TARGET_MS,
  };
}
