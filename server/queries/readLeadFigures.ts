import { models } from "../../models";
import { withoutCuts } from "../../models/personal";
import type { LeadFigures } from "../../models/shared/contracts/leads";
import type { LeadState } from "../../models/shared/entities/lead";
import { addDays, instantOf, type Day } from "../../models/shared/values/day";
import type { Ctx } from "../context";
import { readableBy } from "./readable";

interface Tally {
  _id: { source: string | null; state: LeadState };
  count: number;
}

type Row = LeadFigures["rows"][number];

const emptyRow = (source: string | null): Row => ({ source, total: 0, open: 0, converted: 0, invalid: 0 });

function add(row: Row, { _id, count }: Tally): Row {
  const kind = _id.state === "converted" || _id.state === "invalid" ? _id.state : "open";
  return { ...row, total: row.total + count, [kind]: row[kind] + count };
}

/** How many leads came through each door in a time, and what became of them; of those the reader may see. */
export async function readLeadFigures(ctx: Ctx, { from, to }: { from: Day; to: Day }): Promise<LeadFigures> {
  const came = { createdAt: { $gte: instantOf(from), $lt: instantOf(addDays(to, 1)) } };
  const tallies = await models.lead.aggregate<Tally>([
    { $match: { $and: [...readableBy(ctx, "lead", ["source", "state"]), came] } },
    { $group: { _id: { source: "$source", state: "$state" }, count: { $sum: 1 } } },
  ]);
  const rows = new Map<string | null, Row>();
  for (const tally of tallies) {
    const source = tally._id.source && withoutCuts(tally._id.source);
    rows.set(source, add(rows.get(source) ?? emptyRow(source), tally));
  }
  return { from, to, rows: [...rows.values()].toSorted((a, b) => b.total - a.total) };
}
