import { models } from "../../models";
import { entities } from "../../models/shared/entities";
import type { Figure, FigureKey, RowsBehind } from "../../models/shared/contracts/figures";
import type { Ctx } from "../context";
import { readableBy } from "./readable";
import { toListFilter } from "./toListFilter";
import { toRowsBehind, whoseField, type FigureFilter } from "./toRowsBehind";

/** The rows of a list, by the rule of the list itself. */
const matching = (ctx: Ctx, { entity, query }: RowsBehind) => ({
  $match: { $and: [...readableBy(ctx, entity, Object.keys(query)), ...toListFilter(entities[entity], query)] },
});

const TALLY = { count: { $sum: 1 }, amount: { $sum: "$amount" } };

interface Tally {
  _id: string | null;
  count: number;
  amount: number;
}

async function countCustomers(ctx: Ctx, rows: RowsBehind): Promise<number> {
  const stages = [matching(ctx, rows), { $group: { _id: "$customer" } }, { $group: { _id: null, count: { $sum: 1 } } }];
  const [counted] = await models[rows.entity].aggregate<Tally>(stages);
  return counted?.count ?? 0;
}

/** How many rows there are, with the money or the customers behind them. */
export async function readFigure(ctx: Ctx, key: FigureKey, filter: FigureFilter): Promise<Figure> {
  const rows = toRowsBehind(key, filter);
  const [tally] = await models[rows.entity].aggregate<Tally>([
    matching(ctx, rows),
    { $group: { _id: null, ...TALLY } },
  ]);
  return {
    key,
    count: tally?.count ?? 0,
    amount: rows.entity === "opportunity" ? (tally?.amount ?? 0) : null,
    customers: rows.entity === "followUp" || rows.entity === "visit" ? await countCustomers(ctx, rows) : null,
    rows,
  };
}

/** In turn: chat asks inside a transaction, where the driver does not support parallel operations. */
export async function readFigures(ctx: Ctx, keys: readonly FigureKey[], filter: FigureFilter): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const key of keys) figures.push(await readFigure(ctx, key, filter));
  return figures;
}

/** One figure by whose rows they are, the largest first. */
export async function readByOwner(
  ctx: Ctx,
  key: FigureKey,
  filter: FigureFilter,
): Promise<{ owner: string; count: number; amount: number }[]> {
  const rows = toRowsBehind(key, { ...filter, owner: null });
  const tallies = await models[rows.entity].aggregate<Tally>([
    matching(ctx, rows),
    { $group: { _id: `$${whoseField(key)}`, ...TALLY } },
  ]);
  return tallies
    .flatMap(({ _id, count, amount }) => (_id === null ? [] : [{ owner: _id, count, amount }]))
    .sort((a, b) => b.amount - a.amount || b.count - a.count || (a.owner < b.owner ? -1 : 1));
}
