import type { Customer } from "../../models/shared/entities/customer";
import type { Ctx } from "../../server/context";
import { listRecords } from "../../server/queries/listRecords";
import { NO_MENTION } from "../../server/queries/match/types";
import { matchCustomers } from "../../server/queries/matchCustomers";

/** By how companies and people are called, else by search. */
export async function customersCalled(ctx: Ctx, words: string): Promise<Customer[]> {
  const company = { ...NO_MENTION, company: words };
  const called = (await matchCustomers(ctx, company)).filter(({ isSure }) => isSure);
  if (called.length > 0) return called.map(({ customer }) => customer);
  return (await listRecords(ctx, "customer", { q: words, limit: 5, sort: "-updatedAt" })).records;
}
