import { models } from "../../models";
import { daysBetween, dayOf } from "../../models/shared/values/day";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { sumOpenAmounts } from "./gatherCustomerExtras";
import { readPersonal, type StoredPersonal } from "../../models/personal";

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
  const filter = { owner: ctx.actor.id, archivedAt: null, lastContactAt: { $lt: silentSince } };
  const rows = await models.customer
    .find(filter, { name: 1, phones: 1, lastContactAt: 1 })
    .sort({ lastContactAt: -1, _id: -1 })
    .limit(CONSIDERED)
    .lean<(StoredRow & { lastContactAt: Date })[]>();
  const riskCount =
    rows.length < CONSIDERED ? rows.length : await models.customer.countDocuments(filter, { limit: MOST_COUNTED });
  const extras = await sumOpenAmounts(
    ctx,
    rows.map((row) => row._id),
  );
  const risks = rows.map((row): Risk => {
    const [phone] = (row.phones ?? []) as StoredPersonal[];
    return {
      customer: row._id,
      customerName: String(row.name),
      phone: phone ? readPersonal(phone) : null,
      silentDays: daysBetween(dayOf(row.lastContactAt), dayOf(ctx.now)),
      openAmount: extras.get(row._id) ?? 0,
    };
  });
  return { risks: risks.toSorted(byWeight).slice(0, SHOWN), riskCount };
}
