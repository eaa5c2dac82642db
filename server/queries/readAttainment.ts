import { models } from "../../models";
import type { Attainment } from "../../models/shared/contracts/selling";
import { addDays, instantOf, type Day } from "../../models/shared/values/day";
import { daysOfPeriod } from "../../models/shared/values/period";
import { Target, type TargetRow } from "../../models/system/target";
import { Department, User, type DepartmentRow, type UserRow } from "../../models/system/user";
import type { Ctx } from "../context";
import { withDescendants } from "../loadActor";
import { findTeam } from "./findTeam";
import { readableBy } from "./readable";
import { canSetTarget, departmentsLed, type Subject } from "./targetSubjects";

async function wonByOwner(ctx: Ctx, { from, to }: { from: Day; to: Day }): Promise<Map<string, number>> {
  const wonThen = { stage: "won", stageChangedAt: { $gte: instantOf(from), $lt: instantOf(addDays(to, 1)) } };
  const sums = await models.opportunity.aggregate<{ _id: string; amount: number }>([
    { $match: { $and: [...readableBy(ctx, "opportunity", ["amount"]), wonThen] } },
    { $group: { _id: "$owner", amount: { $sum: "$amount" } } },
  ]);
  return new Map(sums.map(({ _id, amount }) => [_id, amount]));
}

/** Who is in a department or below it. */
async function membersOf(led: readonly DepartmentRow[]): Promise<Map<string, string[]>> {
  if (led.length === 0) return new Map();
  const all = await Department.find().lean<DepartmentRow[]>();
  const users = await User.find({ departments: { $ne: [] } }, { departments: 1 }).lean<UserRow[]>();
  return new Map(
    led.map(({ _id }) => {
      const below = new Set(withDescendants([_id], all));
      return [
        _id,
        users.filter(({ departments }) => departments.some((one) => below.has(one))).map((user) => user._id),
      ];
    }),
  );
}

const shareOf = (won: number, target: number | null) =>
  target === null || target <= 0 ? null : Math.round((won / target) * 1000) / 1000;

/** The team's own target, where one was set for the departments led, or else what its people are to sell together. */
function totalOf(rows: Attainment["rows"], led: readonly DepartmentRow[]): Attainment["total"] {
  const people = rows.filter(({ kind }) => kind === "person");
  if (people.length < 2) return null;
  const ids = new Set(led.map(({ _id }) => _id));
  const top = new Set(led.filter(({ parent }) => !ids.has(parent ?? "")).map(({ _id }) => _id));
  const sumOf = (some: Attainment["rows"]) =>
    some.some(({ target }) => target !== null) ? some.reduce((sum, { target }) => sum + (target ?? 0), 0) : null;
  const target = sumOf(rows.filter(({ kind, id }) => kind === "department" && top.has(id))) ?? sumOf(people);
  const won = people.reduce((sum, row) => sum + row.won, 0);
  return { target, won, share: shareOf(won, target) };
}

const keyOf = ({ kind, subject }: Subject) => `${kind}:${subject}`;

/** What was to be sold in a period and what was, for the actor and everybody they lead. */
export async function readAttainment(ctx: Ctx, period: string): Promise<Attainment> {
  const span = daysOfPeriod(period);
  const led = await departmentsLed(ctx.actor);
  const team = await findTeam(ctx);
  const won = await wonByOwner(ctx, span);
  const members = await membersOf(led);
  const targets = await Target.find({ period }).lean<TargetRow[]>();
  const targetOf = new Map(targets.map((target) => [keyOf(target), target]));
  const toRow = (subject: Subject, { name, owners }: { name: string; owners: string[] }) => {
    const target = targetOf.get(keyOf(subject));
    const sum = owners.reduce((all, owner) => all + (won.get(owner) ?? 0), 0);
    return {
      kind: subject.kind,
      id: subject.subject,
      name,
      target: target?.amount ?? null,
      version: target?.version ?? 0,
      won: sum,
      share: shareOf(sum, target?.amount ?? null),
      canSet: canSetTarget(ctx.actor, subject, led),
    };
  };
  const rows = [
    ...led.map(({ _id, name }) =>
      toRow({ kind: "department", subject: _id }, { name, owners: members.get(_id) ?? [] }),
    ),
    ...team.map(({ id, name }) => toRow({ kind: "person", subject: id }, { name, owners: [id] })),
  ];
  return { period, ...span, total: totalOf(rows, led), rows };
}
