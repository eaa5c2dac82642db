import type { FigureKey, Report, ReportName } from "../../models/shared/contracts/figures";
import {
  addDays,
  addMonths,
  dayOf,
  firstOfMonth,
  lastOfMonth,
  mondayOf,
  type Day,
} from "../../models/shared/values/day";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { findTeam, type Member } from "./findTeam";
import { readFigures } from "./readFigures";

interface Span {
  from: Day;
  to: Day;
}

const SPANS: Record<ReportName, { of(day: Day): Span; next(span: Span): Span }> = {
  daily: { of: (day) => ({ from: day, to: day }), next: ({ to }) => ({ from: addDays(to, 1), to: addDays(to, 1) }) },
  weekly: {
    of: (day) => ({ from: mondayOf(day), to: addDays(mondayOf(day), 6) }),
    next: ({ to }) => ({ from: addDays(to, 1), to: addDays(to, 7) }),
  },
  monthly: {
    of: (day) => ({ from: firstOfMonth(day), to: lastOfMonth(day) }),
    next: ({ from }) => ({ from: addMonths(from, 1), to: lastOfMonth(addMonths(from, 1)) }),
  },
};

const LOOKING_BACK: readonly FigureKey[] = ["followed", "visited", "newCustomers", "newDeals", "won", "lost", "done"];
const PER_MEMBER: readonly FigureKey[] = ["followed", "visited", "newCustomers", "won"];

async function membersOf(ctx: Ctx, team: readonly Member[], period: Span): Promise<Report["members"]> {
  const members: Report["members"] = [];
  for (const member of team) {
    const figures = await readFigures(ctx, PER_MEMBER, { today: dayOf(ctx.now), owner: member.id, period });
    members.push({ ...member, figures });
  }
  return members;
}

export interface AskedReport {
  name: ReportName;
  /** Any day of the period; today when left out. */
  day?: Day | undefined;
  /** A user's id, or everybody the actor may see. The actor when left out. */
  whose?: string | undefined;
}

/**
 * What was done in a day, week or month and what comes next, counted from the rows.
 * @throws AppError `not_found` for a colleague the actor may not see
 */
export async function readReport(ctx: Ctx, { name, day, whose = ctx.actor.id }: AskedReport): Promise<Report> {
  const team = await findTeam(ctx);
  const person = whose === "team" ? null : team.find(({ id }) => id === whose);
  if (person === undefined) throw new AppError("not_found");
  const today = dayOf(ctx.now);
  const span = SPANS[name].of(day ?? today);
  const filter = { today, owner: person?.id ?? null };
  const figures = [
    ...(await readFigures(ctx, LOOKING_BACK, { ...filter, period: span })),
    ...(await readFigures(ctx, ["ahead"], { ...filter, period: SPANS[name].next(span) })),
    ...(await readFigures(ctx, ["overdue"], filter)),
  ];
  const members = person ? [] : await membersOf(ctx, team, span);
  return { name, ...span, whose: person, hasTeam: team.length > 1, figures, members };
}
