import { models } from "../../models";
import { daysBetween, dayOf } from "../../models/shared/values/day";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { sumOpenAmounts } from "./gatherCustomerExtras";
import { ownReadable } from "./readable";
import { toVisible } from "./toVisible";

/** A customer nobody talked to for long. */
export interface Risk {
  customer: string;
  customerName: string;
  phone: string | null;
  silentDays: number;
  /** Open opportunities, in fen. */
  openAmount: number;
}

export interface Risks {
  risks: Risk[];
  riskCount: number;
}

const SILENT_MS = 7 * 86_400_000;
const SHOWN = 3;
/** The most recently lost; of the others only the number is told. */
const CONSIDERED = 30;
const MOST_COUNTED = 1000;

const byWeight = (a: Risk, b: Risk) => b.openAmount - a.openAmount || a.silentDays - b.silentDays;

/** The actor's own customers silent for over a week; those with the most money at stake first, then those lost most recently. */
export async function findRisks(ctx: Ctx): Promise<Risks> {
  const silentSince = new Date(ctx.now.getTime() - SILENT_MS);
  const filter = { ...ownReadable(ctx, "customer"), lastContactAt: { $lt: silentSince } };
  const rows = await models.customer
    .find(filter, { searchKeys: 0, searchText: 0 })
    .sort({ lastContactAt: -1, _id: -1 })
    .limit(CONSIDERED)
    .lean<StoredRow[]>();
  const riskCount =
    rows.length < CONSIDERED ? rows.length : await models.customer.countDocuments(filter, { limit: MOST_COUNTED });
  const customers = rows.map(toVisible(ctx, "customer"));
  const amounts = await sumOpenAmounts(
    ctx,
    customers.map((one) => one.id),
  );
  const risks = customers.map(({ id, name, phones, lastContactAt }): Risk => ({
    customer: id,
    customerName: name,
    phone: phones[0] ?? null,
    silentDays: daysBetween(dayOf(lastContactAt ?? silentSince), dayOf(ctx.now)),
    openAmount: amounts.get(id) ?? 0,
  }));
  return { risks: risks.toSorted(byWeight).slice(0, SHOWN), riskCount };
}
