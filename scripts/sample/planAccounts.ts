import type { Random } from "./random";
import { BRANDS, TRADES, ZHANGS } from "./words";
import type { Account } from "./writeAccount";
import type { When } from "./writeReminder";

/** How many customers each seller keeps, by user id of the sample company; 200 in all. */
const SHARES: Readonly<Record<string, number>> = { lilei: 72, wangwu: 68, zhaomin: 34, chenjing: 26 };
/** The last of one seller's were given up: there is something in the public pool to look at. */
const GAVE_UP = { member: "chenjing", count: 8 };
const CHOOSES_AMONG_ZHANGS = "wangwu";
const PERSONS_IN_TEN = 1;

/** Enough of a day to see: what is late, what is due, what comes; the rest of the customers have finished steps or none. */
const REMINDERS: readonly When[] = [
  ...Array<When>(2).fill("overdue"),
  ...Array<When>(3).fill("today"),
  ...Array<When>(12).fill("upcoming"),
  ...Array<When>(15).fill("done"),
];

function companyNames(random: Random) {
  return random.shuffle(BRANDS.flatMap((brand) => TRADES.map((trade) => ({ brand, trade }))));
}

/** Who has which customers. @param owners user ids of the store by those of the sample company */
export function planAccounts(owners: ReadonlyMap<string, string>, now: Date, random: Random): Account[] {
  const names = companyNames(random);
  let serial = 0;
  return Object.entries(SHARES).flatMap(([member, count]) => {
    const owner = owners.get(member);
    if (!owner) throw new Error(`the sample company has no ${member}`);
    const zhangs = member === CHOOSES_AMONG_ZHANGS ? ZHANGS : [];
    return Array.from({ length: count }, (_, i): Account => {
      const zhang = zhangs[i] ?? null;
      const isPerson = !zhang && i % 10 >= 10 - PERSONS_IN_TEN;
      const when = REMINDERS[i];
      const isPooled = member === GAVE_UP.member && i >= count - GAVE_UP.count;
      serial += 1;
      const company = isPerson ? null : (names[serial] ?? null);
      return { owner, serial, company, zhang, reminders: when ? [when] : [], isPooled, now };
    });
  });
}
