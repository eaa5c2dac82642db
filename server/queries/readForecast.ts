import { models } from "../../models";
import type { Forecast } from "../../models/shared/contracts/selling";
import { keysOf, type Pipeline } from "../../models/shared/values/pipeline";
import { monthOf } from "../../models/shared/values/period";
import { CLOSED_STAGES } from "../../models/shared/values/stage";
import type { Ctx } from "../context";
import { readableBy } from "./readable";
import { readPipeline } from "./readSetting";

interface Closed {
  _id: { stage: string; closedFrom: string | null };
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
  probability: number;
  /** Whether one's own outcomes say so, or the stage. */
  source: "history" | "stage";
}

/** Of the closed deals that came to a stage, the share that was won; the stage's own chance where too few did. */
function chanceOf(pipeline: Pipeline, closed: Closed[], index: number): Omit<Chance, "stage"> {
  const keys = keysOf(pipeline);
  const came = closed.filter(({ _id }) => _id.stage === "won" || keys.indexOf(_id.closedFrom ?? "") >= index);
  const count = came.reduce((sum, one) => sum + one.count, 0);
  if (count < pipeline.historyFrom) return { probability: pipeline.stages[index]?.probability ?? 0, source: "stage" };
  const won = came.filter(({ _id }) => _id.stage === "won").reduce((sum, one) => sum + one.count, 0);
  return { probability: Math.round((won / count) * PERCENT), source: "history" };
}

const whose = (owner: string | undefined) => (owner ? { owner } : {});

async function readChances(ctx: Ctx, pipeline: Pipeline, owner: string | undefined): Promise<Chance[]> {
  const closed = await models.opportunity.aggregate<Closed>([
    {
      $match: {
        $and: [...readableBy(ctx, "opportunity", ["amount"]), whose(owner), { stage: { $in: [...CLOSED_STAGES] } }],
      },
    },
    { $group: { _id: { stage: "$stage", closedFrom: "$closedFrom" }, count: { $sum: 1 } } },
  ]);
  return pipeline.stages.map(({ key }, index) => ({ stage: key, ...chanceOf(pipeline, closed, index) }));
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

/** What the open deals are worth by how likely they are: by the stage, by one's own past, or by what the rep says of a deal. */
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
