import { models } from "../../models";
import type { Funnel } from "../../models/shared/contracts/selling";
import { keysOf, stageName, type Pipeline } from "../../models/shared/values/pipeline";
import { addDays, instantOf, type Day } from "../../models/shared/values/day";
import { CLOSED_STAGES } from "../../models/shared/values/stage";
import type { Ctx } from "../context";
import { findTeam } from "./findTeam";
import { readableListedBy } from "./readable";
import { readPipeline } from "./readSetting";

/** Deals of one kind, counted by the store. */
interface Tally {
  stage: string;
  /** Told of lost ones only. */
  closedFrom: string | null;
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

type Counted = Pick<Tally, "count" | "amount"> & { _id: string | null };

/** Of won deals it does not matter where they came from, and to group rows that are all of one kind is cheap. */
async function tally(ctx: Ctx, asked: AskedFunnel, stage: string): Promise<Tally[]> {
  const whose = asked.owner ? { owner: asked.owner } : {};
  const counted = await models.opportunity.aggregate<Counted>([
    { $match: { $and: [...readableListedBy(ctx, "opportunity", ["amount"]), { stage }, whose, openedBetween(asked)] } },
    { $group: { _id: stage === "lost" ? "$closedFrom" : null, count: { $sum: 1 }, amount: { $sum: "$amount" } } },
  ]);
  return counted.map(({ _id, ...sums }) => ({ stage, closedFrom: _id, ...sums }));
}

/** Stage by stage side by side: a server of several cores counts faster so than in one pass. */
async function tallyAll(ctx: Ctx, asked: AskedFunnel, pipeline: Pipeline): Promise<Tally[]> {
  const stages = [...keysOf(pipeline), ...CLOSED_STAGES];
  return (await Promise.all(stages.map((stage) => tally(ctx, asked, stage)))).flat();
}

/** How far along the open stages a deal came: won ones all the way, lost ones to where they were lost. */
function reachedIndex(keys: string[], { stage, closedFrom }: Tally): number {
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
  const at = (key: string) => tallies.filter(({ stage }) => stage === key);
  const reached = keys.map((_, index) => sumOf(tallies.filter((one) => reachedIndex(keys, one) >= index)));
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
  return { from, to, owner, ...toFunnel(pipeline, await tallyAll(ctx, asked, pipeline)), members: await findTeam(ctx) };
}
