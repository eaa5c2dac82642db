import type { Customer, CUSTOMER_LEVELS } from "../../models/shared/entities/customer";
import { fieldTalk as t } from "../../models/shared/text/zhCN/fieldTalk";
import { rightsTalk } from "../../models/shared/text/zhCN/rightsTalk";
import type { Ctx } from "../../server/context";
import { NO_MENTION } from "../../server/queries/match/types";
import { matchCustomers } from "../../server/queries/matchCustomers";
import { customerInTalk } from "./resolve";

/** What a customer's card is to hold. */
export type FieldOrder = { who: string } & (
  | { field: "level"; value: (typeof CUSTOMER_LEVELS)[number] }
  | { field: "flag"; value: "key" }
  | { field: "tags"; value: string }
  | { field: "address"; value: string }
);

type Groups = Record<string, string | undefined>;

/** A级, or 等级 and a letter: 型号改成A is neither. */
function readLevel({ who = "", named, kind, level = "" }: Groups): FieldOrder | null {
  if (!named && !kind) return null;
  return { who, field: "level", value: level.toUpperCase() as (typeof CUSTOMER_LEVELS)[number] };
}

const READERS: readonly (readonly [RegExp, (groups: Groups) => FieldOrder | null])[] = [
  [t.level, readLevel],
  [t.key, ({ who = "" }) => ({ who, field: "flag", value: "key" })],
  [t.tag, ({ who = "", tag = "" }) => ({ who, field: "tags", value: tag })],
  [t.tagBefore, ({ who = "", tag = "" }) => ({ who, field: "tags", value: tag })],
  [t.address, ({ who = "", address = "" }) => ({ who, field: "address", value: address.trim() })],
];

function readFieldOrder(text: string): FieldOrder | null {
  const words = text.trim();
  if (t.asks.test(words)) return null;
  for (const [pattern, read] of READERS) {
    const said = pattern.exec(words)?.groups;
    const order = said ? read(said) : null;
    if (order) return order;
  }
  return null;
}

/** Whom the words surely name, by company or by person; 这家 is whoever is talked about. */
async function customersNamed(ctx: Ctx, who: string): Promise<Customer[]> {
  if (rightsTalk.thisCustomer.test(who)) {
    const inTalk = await customerInTalk(ctx);
    return inTalk ? [inTalk] : [];
  }
  for (const mention of [{ company: who }, { name: who }]) {
    const called = (await matchCustomers(ctx, { ...NO_MENTION, ...mention })).filter(({ isSure }) => isSure);
    if (called.length > 0) return called.map(({ customer }) => customer);
  }
  return [];
}

/** 把五芳斋等级改成A, and of whom; null where the words are no such order, or name nobody known. */
export async function fieldOrderIn(
  ctx: Ctx,
  text: string,
): Promise<{ order: FieldOrder; customers: Customer[] } | null> {
  const order = readFieldOrder(text);
  const customers = order ? await customersNamed(ctx, order.who) : [];
  return order && customers.length > 0 ? { order, customers } : null;
}
