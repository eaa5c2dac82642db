import { models } from "../../models";
import type { VisitStats, VisitTally } from "../../models/shared/contracts/visits";
import type { Day } from "../../models/shared/values/day";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { findTeam } from "./findTeam";
import { readable } from "./readable";

interface Asked {
  from: Day;
  to: Day;
  /** A user's id, or everybody the actor may see. The actor when left out. */
  whose?: string | undefined;
}

interface Done {
  _id: { visitor: string; customer: string };
  done: number;
  withoutCheckIn: number;
  far: number;
  compared: number;
  metres: number;
}

interface Planned {
  _id: string;
  planned: number;
}

const countIf = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } });

/** Done ones by person and customer: from these sums every number of a person and of the team follows. */
function readDone(filter: object): Promise<Done[]> {
  return models.visit.aggregate<Done>([
    { $match: filter },
    {
      $group: {
        _id: { visitor: "$visitor", customer: "$customer" },
        done: { $sum: 1 },
        withoutCheckIn: countIf({ $eq: ["$checkIn", null] }),
        far: countIf({ $eq: ["$checkIn", "far"] }),
        compared: countIf({ $in: ["$checkIn", ["near", "far"]] }),
        metres: { $sum: "$distance" },
      },
    },
  ]);
}

const readPlanned = (filter: object): Promise<Planned[]> =>
  models.visit.aggregate<Planned>([{ $match: filter }, { $group: { _id: "$visitor", planned: { $sum: 1 } } }]);

const sum = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0);

function toTally(done: readonly Done[], planned: readonly Planned[]): VisitTally {
  const compared = sum(done, (row) => row.compared);
  return {
    planned: sum(planned, (row) => row.planned),
    done: sum(done, (row) => row.done),
    customers: new Set(done.map(({ _id }) => _id.customer)).size,
    withoutCheckIn: sum(done, (row) => row.withoutCheckIn),
    far: sum(done, (row) => row.far),
    averageDistance: compared === 0 ? null : Math.round(sum(done, (row) => row.metres) / compared),
  };
}

/**
 * Visits of a period: agreed, done, to how many customers, how far from them, and how many without a check-in.
 * @throws AppError `not_found` for a colleague the actor may not see, `invalid_input` when it ends before it starts
 */
export async function readVisitStats(ctx: Ctx, { from, to, whose = ctx.actor.id }: Asked): Promise<VisitStats> {
  if (to < from)
    throw new AppError("invalid_input", { errors: [{ path: "to", code: "invalid_value", message: "to" }] });
  const team = await findTeam(ctx);
  const person = whose === "team" ? null : team.find(({ id }) => id === whose);
  if (person === undefined) throw new AppError("not_found");
  const people = (person ? [person] : team).map(({ id }) => id);
  const base = { $and: [readable(ctx, "visit"), { visitor: { $in: people } }] };
  const span = { $gte: from, $lte: to };
  const done = await readDone({ ...base, visitedOn: span, state: "done" });
  const planned = await readPlanned({ ...base, plannedOn: span, state: { $in: ["planned", "done"] } });
  const members = team.map((member) => ({
    ...member,
    ...toTally(
      done.filter(({ _id }) => _id.visitor === member.id),
      planned.filter(({ _id }) => _id === member.id),
    ),
  }));
  const total = toTally(done, planned);
  return { from, to, whose: person, hasTeam: team.length > 1, total, members: person ? [] : members };
}
