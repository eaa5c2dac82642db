import { models } from "../../models";
import type { Forecast } from "../../models/shared/contracts/selling";
import { keysOf, type Pipeline } from "../../models/shared/values/pipeline";
import { addDays, dayOf, instantOf } from "../../models/shared/values/day";
import { monthOf } from "../../models/shared/values/period";
import { CLOSED_STAGES } from "../../models/shared/values/stage";
import type { Ctx } from "../context";
import { readableBy } from "./readable";
import { readPipeline } from "./readSetting";

/** Deals by how far they came: to which stage, where they were lost, and whether they have stood there for too long. */
interface Course {
  _id: { stage: string; closedFrom: string | null; isStuck: boolean };
  count: number;
}

interface Open {
  _id: { stage: string; probability: number | null; day: string | null };
  count: number;
  amount: number;
}

const PERCENT = 100;
/** Deals without a day come after all months. */
const LAST = "9999";

const monthOfDeal = ({ _id }: Open): string | null => (_id.day ? monthOf(_id.day) : null);

interface Chance {
  stage: string;
  /** Percent. */
  probability: number;
  /** Whether past outcomes say so, or the stage. */
  source: "history" | "stage";
}

const sumOf = (courses: Course[]) => courses.reduce((sum, { count }) => sum + count, 0);

/** The stage a deal came to, by its place; won ones are past the last. */
function reachedBy(keys: string[], { stage, closedFrom }: Course["_id"]): number {
  if (stage === "won") return keys.length;
  return Math.max(0, keys.indexOf(stage === "lost" ? (closedFrom ?? "") : stage));
}

/**
 * Of the deals that were decided at a stage, the share that went on: one that was lost there or stands there for too long did not,
 * one that only just came says nothing yet.
 */
function goesOn(keys: string[], courses: Course[], index: number): number {
  const wentOn = sumOf(courses.filter(({ _id }) => reachedBy(keys, _id) > index));
  const ended = courses.filter(({ _id }) => reachedBy(keys, _id) === index && (_id.stage === "lost" || _id.isStuck));
  return wentOn === 0 ? 0 : wentOn / (wentOn + sumOf(ended));
}

/** The shares that went on from here to the end, multiplied; the stage's own chance where too few deals were closed beyond it. */
function chanceOf(pipeline: Pipeline, courses: Course[], index: number): Omit<Chance, "stage"> {
  const keys = keysOf(pipeline);
  const isClosed = ({ _id }: Course) => (CLOSED_STAGES as readonly string[]).includes(_id.stage);
  const closed = courses.filter((one) => isClosed(one) && reachedBy(keys, one._id) >= index);
  if (sumOf(closed) < pipeline.historyFrom) {
    return { probability: pipeline.stages[index]?.probability ?? 0, source: "stage" };
  }
  const shares = keys.slice(index).map((_, step) => goesOn(keys, courses, index + step));
  return { probability: Math.round(shares.reduce((all, share) => all * share, PERCENT)), source: "history" };
}

const whose = (owner: string | undefined) => (owner ? { owner } : {});

async function readChances(ctx: Ctx, pipeline: Pipeline, owner: string | undefined): Promise<Chance[]> {
  const since = instantOf(addDays(dayOf(ctx.now), 1 - pipeline.stuckAfterDays));
  const isStuck = { $and: [{ $lt: ["$stageChangedAt", since] }, { $eq: ["$onHoldSince", null] }] };
  const courses = await models.opportunity.aggregate<Course>([
    { $match: { $and: [...readableBy(ctx, "opportunity", ["amount"]), whose(owner)] } },
    { $group: { _id: { stage: "$stage", closedFrom: "$closedFrom", isStuck }, count: { $sum: 1 } } },
  ]);
  return pipeline.stages.map(({ key }, index) => ({ stage: key, ...chanceOf(pipeline, courses, index) }));
}

/** Open deals that nobody put aside, by stage, own probability and the day they should close on. */
const readOpen = (ctx: Ctx, owner: string | undefined): Promise<Open[]> =>
  models.opportunity.aggregate<Open>([
    {
      $match: {
        $and: [
          ...readableBy(ctx, "opportunity", ["amount"]),
          whose(owner),
          { stage: { $nin: [...CLOSED_STAGES] }, onHoldSince: null },
        ],
      },
    },
    {
      $group: {
        _id: { stage: "$stage", probability: "$probability", day: "$expectedCloseOn" },
        count: { $sum: 1 },
        amount: { $sum: "$amount" },
      },
    },
  ]);

/** What the open deals are worth by how likely they are: by the stage, by the past, or by what the rep says of a deal. */
export async function readForecast(ctx: Ctx, { owner }: { owner?: string | undefined }): Promise<Forecast> {
  const pipeline = await readPipeline();
  const chances = await readChances(ctx, pipeline, owner);
  const open = await readOpen(ctx, owner);
  const chanceAt = (stage: string) => chances.find((one) => one.stage === stage)?.probability ?? 0;
  const weigh = ({ _id, amount }: Open) => Math.round((amount * (_id.probability ?? chanceAt(_id.stage))) / PERCENT);
  const total = (some: Open[]) => ({
    count: some.reduce((sum, one) => sum + one.count, 0),
    amount: some.reduce((sum, one) => sum + one.amount, 0),
    weighted: some.reduce((sum, one) => sum + weigh(one), 0),
  });
  const months = [...new Set(open.map(monthOfDeal))].toSorted((a, b) => ((a ?? LAST) < (b ?? LAST) ? -1 : 1));
  return {
    owner: owner ?? null,
    ...total(open),
    stages: pipeline.stages.map(({ key, name }, index) => ({
      stage: key,
      name,
      probability: chances[index]?.probability ?? 0,
      source: chances[index]?.source ?? "stage",
      ...total(open.filter(({ _id }) => _id.stage === key)),
    })),
    months: months.map((month) => ({ month, ...total(open.filter((one) => monthOfDeal(one) === month)) })),
  };
}
