import { models } from "../../models";
import type { Funnel } from "../../models/shared/contracts/selling";
import { keysOf, stageName, type Pipeline } from "../../models/shared/values/pipeline";
import { addDays, instantOf, type Day } from "../../models/shared/values/day";
import type { Ctx } from "../context";
import { findTeam } from "./findTeam";
import { readableBy } from "./readable";
import { readPipeline } from "./readSetting";

/** Deals of one kind, counted by the store. */
interface Tally {
  _id: { stage: string; closedFrom: string | null };
  count: number;
  amount: number;
}

export interface AskedFunnel {
  /** Deals opened from this day on. */
  from?: Day | undefined;
  to?: Day | undefined;
  /** A user's id; everybody the actor may see when left out. */
  owner?: string | undefined;
}

const openedBetween = ({ from, to }: AskedFunnel) => {
  const range = { ...(from ? { $gte: instantOf(from) } : {}), ...(to ? { $lt: instantOf(addDays(to, 1)) } : {}) };
  return (from ?? to) ? { createdAt: range } : {};
};

/** One pass over the deals. An index over what it reads made the real server slower, not faster. */
async function tally(ctx: Ctx, asked: AskedFunnel): Promise<Tally[]> {
  const whose = asked.owner ? { owner: asked.owner } : {};
  return models.opportunity.aggregate<Tally>([
    { $match: { $and: [...readableBy(ctx, "opportunity", ["amount"]), whose, openedBetween(asked)] } },
    {
      $group: {
        _id: { stage: "$stage", closedFrom: "$closedFrom" },
        count: { $sum: 1 },
        amount: { $sum: "$amount" },
      },
    },
  ]);
}

/** How far along the open stages a deal came: won ones all the way, lost ones to where they were lost. */
function reachedIndex(keys: string[], { stage, closedFrom }: Tally["_id"]): number {
  if (stage === "won") return keys.length - 1;
  return Math.max(0, keys.indexOf(stage === "lost" ? (closedFrom ?? "") : stage));
}

const sumOf = (tallies: Tally[]) => ({
  count: tallies.reduce((sum, one) => sum + one.count, 0),
  amount: tallies.reduce((sum, one) => sum + one.amount, 0),
});

const ratio = (part: number, whole: number) => (whole === 0 ? null : Math.round((part / whole) * 1000) / 1000);

function toFunnel(pipeline: Pipeline, tallies: Tally[]): Pick<Funnel, "stages" | "won" | "lost"> {
  const keys = keysOf(pipeline);
  const at = (key: string) => tallies.filter(({ _id }) => _id.stage === key);
  const reached = keys.map((_, index) => sumOf(tallies.filter(({ _id }) => reachedIndex(keys, _id) >= index)));
  const won = sumOf(at("won"));
  return {
    stages: keys.map((key, index) => ({
      stage: key,
      name: stageName(pipeline, key),
      ...sumOf(at(key)),
      reached: reached[index]?.count ?? 0,
      goesOn: ratio(reached[index + 1]?.count ?? won.count, reached[index]?.count ?? 0),
    })),
    won,
    lost: sumOf(at("lost")),
  };
}

/** Where the deals stand, how many ever came so far, and what share went on. */
export async function readFunnel(ctx: Ctx, asked: AskedFunnel): Promise<Funnel> {
  const pipeline = await readPipeline();
  const { from = null, to = null, owner = null } = asked;
  return { from, to, owner, ...toFunnel(pipeline, await tally(ctx, asked)), members: await findTeam(ctx) };
}
