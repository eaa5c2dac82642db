import type { TimeExpression } from "../../../../models/shared/contracts/extraction";
import { dayOf } from "../../../../models/shared/values/day";
import { monthOf, periodOf } from "../../../../models/shared/values/period";
import {
  CHANGE_TARGET,
  ENABLE,
  EXPLAIN,
  GRANT,
  GRANT_OF,
  GRANT_REST,
  HAND_OVER,
  LEAVES,
  RESTORE,
  REVOKE,
  SET_TARGET,
  TAKES_OVER,
  TOGETHER,
  TRANSFER,
} from "../../vocabulary/orders";
import { findMoney, toAmount } from "../money";
import { normalize } from "../text/normalize";
import { readPoolOrder, type PoolOrder } from "./poolOrders";
import { resolveTimes } from "../times/resolveTimes";

/** A sentence about who may see or has a customer, rather than about the customer. */
export type Order =
  /** `until` is null where it is to be asked; `isSaid` for what can be nothing but an order. */
  | {
      verb: "grant";
      person: string;
      customer: string;
      right: "read" | "write";
      until: TimeExpression | null;
      isSaid: boolean;
    }
  | { verb: "revoke"; person: string; customer: string }
  | { verb: "transfer"; person: string; customer: string; isSaid: boolean }
  | { verb: "handOver"; from: string; person: string }
  /** `heir` is null where the words name nobody. */
  | { verb: "leave"; person: string; heir: string | null; toPool: boolean; isSaid: boolean }
  | { verb: "enable"; person: string }
  | { verb: "target"; person: string; period: string; amount: number }
  | { verb: "restore"; customer: string }
  | { verb: "explain"; customer: string }
  | PoolOrder;

const POOL_VERBS = ["look", "claim", "claimSome", "release", "rehearse"] as const satisfies PoolOrder["verb"][];
export const isPoolOrder = (order: Order): order is PoolOrder => (POOL_VERBS as readonly string[]).includes(order.verb);

type Groups = Record<string, string | undefined>;

/** 到周五, or as long as 一周 from now. */
export const untilIn = (words: string, now: Date): TimeExpression | null =>
  [words, `${words}后`].map((said) => resolveTimes(said, now)[0]).find((time) => time !== undefined) ?? null;

function toGrant({ person = "", customer = "", until, lasting, how = "" }: Groups, now: Date): Order | null {
  const words = until ?? lasting;
  const time = words === undefined ? null : untilIn(words, now);
  if (words !== undefined && time === null) return null;
  return {
    verb: "grant",
    person,
    customer,
    right: TOGETHER.test(how) ? "write" : "read",
    until: time,
    isSaid: time !== null,
  };
}

/** 11月 without a year is the next one; without a time it is this month. */
function toTarget({ person = "", period = "", amount = "" }: Groups, now: Date): Order | null {
  const normal = normalize(amount);
  const [find, ...others] = findMoney(normal.text);
  const said = find && others.length === 0 ? toAmount(find, normal)?.value.amount : undefined;
  if (said === undefined) return null;
  const [time] = resolveTimes(period, now);
  return { verb: "target", person, period: time ? periodOf(time) : monthOf(dayOf(now)), amount: said };
}

interface Reader {
  pattern: RegExp;
  read(groups: Groups, now: Date): Order | null;
}

const READERS: readonly Reader[] = [
  { pattern: GRANT, read: toGrant },
  { pattern: HAND_OVER, read: ({ from = "", person = "" }) => ({ verb: "handOver", from, person }) },
  {
    pattern: LEAVES,
    read: ({ person, other, heir, pool }) => ({
      verb: "leave",
      person: person ?? other ?? "",
      heir: heir ?? null,
      toPool: pool !== undefined,
      isSaid: person === undefined,
    }),
  },
  {
    pattern: ENABLE,
    read: ({ person, other, whom = "" }) => ({ verb: "enable", person: person ?? other ?? whom }),
  },
  {
    pattern: TRANSFER,
    read: ({ person = "", customer = "" }) => ({ verb: "transfer", person, customer, isSaid: true }),
  },
  { pattern: SET_TARGET, read: toTarget },
  { pattern: CHANGE_TARGET, read: toTarget },
  {
    pattern: REVOKE,
    read: ({ person, other = "", customer, whose = "" }) => ({
      verb: "revoke",
      person: person ?? other,
      customer: customer ?? whose,
    }),
  },
  { pattern: EXPLAIN, read: ({ customer = "" }) => ({ verb: "explain", customer }) },
  { pattern: RESTORE, read: ({ customer, other = "" }) => ({ verb: "restore", customer: customer ?? other }) },
  // Said of papers and people too, so what else it may be is looked for first.
  { pattern: GRANT_OF, read: toGrant },
  {
    pattern: TAKES_OVER,
    read: ({ person, other = "", customer = "" }) => ({
      verb: "transfer",
      person: person ?? other,
      customer,
      isSaid: false,
    }),
  },
];

/** @param rest the words behind the command for grants; null when there was no such command */
export function readOrder(text: string, rest: string | null, now: Date): Order | null {
  if (rest !== null) {
    const said = GRANT_REST.exec(rest.trim())?.groups;
    return said ? toGrant(said, now) : null;
  }
  for (const { pattern, read } of READERS) {
    const said = pattern.exec(text.trim())?.groups;
    if (said) return read(said, now);
  }
  return readPoolOrder(text);
}
