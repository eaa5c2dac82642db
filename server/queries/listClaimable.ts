import { Customer } from "../../models";
import { CUSTOMER_LEVELS, type Customer as CustomerRecord } from "../../models/shared/entities/customer";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { may } from "../policies";
import { readable } from "./readable";
import { readPoolRules } from "./readSetting";
import { toSearchFilter } from "./toSearchFilter";
import { toVisible } from "./toVisible";

const DAY_MS = 86_400_000;
/** Ordered among so many of the freshest; nobody reads further on a card. */
const MOST = 300;
const MOST_COUNTED = 1000;

export interface Claimable {
  /** The best first: by level, then by how lately somebody talked to them. */
  customers: CustomerRecord[];
  count: number;
}

const rankOf = ({ level }: CustomerRecord) => (level ? CUSTOMER_LEVELS.indexOf(level) : CUSTOMER_LEVELS.length);
const talkedAt = ({ lastContactAt }: CustomerRecord) => lastContactAt?.getTime() ?? 0;

const byWorth = (a: CustomerRecord, b: CustomerRecord) => rankOf(a) - rankOf(b) || talkedAt(b) - talkedAt(a);

/** Customers of the public pool that the actor may take now, as far as they may see them; all of them or those the words name. */
export async function listClaimable(ctx: Ctx, words = ""): Promise<Claimable> {
  const { coolDownDays } = await readPoolRules();
  const coolSince = new Date(ctx.now.getTime() - coolDownDays * DAY_MS);
  const search = words === "" ? null : await toSearchFilter(ctx, "customer", words);
  const filter = {
    $and: [
      readable(ctx, "customer"),
      { owner: null },
      { $or: [{ pooledFrom: { $ne: ctx.actor.id } }, { pooledAt: { $lte: coolSince } }] },
      ...(search ? [search.filter] : []),
    ],
  };
  const rows = await Customer.find(filter, { searchKeys: 0 })
    .sort({ lastContactAt: -1, _id: -1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  const customers = rows
    .filter((row) => search?.matches(row) ?? true)
    .map(toVisible(ctx, "customer"))
    .filter((one) => may(ctx.actor, "claim", { entity: "customer", record: one }))
    .toSorted(byWorth);
  const isAll = rows.length < MOST || search !== null;
  return {
    customers,
    count: isAll ? customers.length : await Customer.countDocuments(filter, { limit: MOST_COUNTED }),
  };
}
