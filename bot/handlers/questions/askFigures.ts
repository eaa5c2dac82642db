import type { Figure, FigureKey } from "../../../models/shared/contracts/figures";
import type { Question } from "../../../models/shared/contracts/extraction";
import { answers } from "../../../models/shared/text/zhCN/figures";
import { addDays, dayOf, firstOfMonth, lastOfMonth, mondayOf, type Day } from "../../../models/shared/values/day";
import { AppError } from "../../../server/errors";
import type { Ctx } from "../../../server/context";
import { listRowsBehind } from "../../../server/queries/listRowsBehind";
import { readByOwner, readFigures } from "../../../server/queries/readFigures";
import { readRiskRules } from "../../../server/queries/readSetting";
import type { FigureFilter } from "../../../server/queries/toRowsBehind";
import { noteCard } from "../../cards/askCards";
import { byMemberCard, figuresCard, rowsCard, type Asked } from "../../cards/figureCards";
import type { Draft } from "../../draft/draft";
import { reply, type Reply } from "../../reply";
import { whoseRows, type Whose } from "./whose";

interface Period {
  said: string;
  from: Day;
  to: Day;
}

/** These are of this very moment. */
const OF_NOW: readonly FigureKey[] = ["pipeline", "stuck", "silent", "customers", "overdue"];
const BY_WEEK: readonly FigureKey[] = ["followed", "visited", "done", "ahead"];

/** The days a question is about; where none were said a week of talks or a month of deals, and all of one customer's. */
function periodOf(ctx: Ctx, key: FigureKey, { question, whose }: { question: Question; whose: Whose }): Period | null {
  const { period } = question;
  if (OF_NOW.includes(key)) return null;
  if (period) return { said: period.source.text, from: period.from, to: period.to };
  if (whose.customer) return null;
  const today = dayOf(ctx.now);
  if (BY_WEEK.includes(key)) {
    return { said: answers.thisWeek, from: mondayOf(today), to: addDays(mondayOf(today), 6) };
  }
  return { said: answers.thisMonth, from: firstOfMonth(today), to: lastOfMonth(today) };
}

function toFilter(ctx: Ctx, question: Question, asked: { period: Period | null; whose: Whose }): FigureFilter {
  const { days, method, level, stage, amount } = question;
  const { period, whose } = asked;
  return {
    today: dayOf(ctx.now),
    owner: whose.person?.id ?? null,
    period: period ?? undefined,
    customer: whose.customer?.id,
    ...{ days, method, level, stage, amount },
  };
}

/** Without a number of days in the words, those from which on the company counts a customer as being lost, or a deal as stuck. */
async function withUsualDays(ctx: Ctx, question: Question, key: FigureKey): Promise<Question> {
  if (question.days !== undefined || (key !== "stuck" && key !== "silent")) return question;
  const { limits, pipeline } = await readRiskRules(ctx.now);
  return { ...question, days: key === "stuck" ? pipeline.stuckAfterDays : limits.lostAfterDays };
}

/** One number, with its first rows or, for a team, with everybody's share. */
async function answerOne(ctx: Ctx, figure: Figure, asked: Asked & { filter: FigureFilter }): Promise<Reply> {
  const { question, whose, filter } = asked;
  if (question.whose === "eachMember" || (whose.person === null && whose.team.length > 1 && figure.count > 0)) {
    const shares = await readByOwner(ctx, figure.key, filter);
    return reply(byMemberCard(figure, shares, asked));
  }
  const rows = await listRowsBehind(ctx, figure.rows, question.sort === "amount");
  return reply(rowsCard(ctx, figure, { ...asked, rows }));
}

/** Numbers, each with the way to the rows it counts. */
export async function askFigures(ctx: Ctx, said: Draft, keys: readonly FigureKey[]): Promise<Reply> {
  const [key] = keys;
  if (!said.reading.question || !key) throw new AppError("internal");
  const question = await withUsualDays(ctx, said.reading.question, key);
  const answer = await whoseRows(ctx, said);
  if (answer.kind === "stranger") return reply(noteCard(answers.noColleague(answer.name), answers.noColleagueHelp));
  const { whose } = answer;
  const period = periodOf(ctx, key, { question, whose });
  const filter = toFilter(ctx, question, { period, whose });
  const figures = await readFigures(ctx, keys, filter);
  const asked: Asked = { question, whose, period };
  const [only, ...others] = figures;
  if (only && others.length === 0) return answerOne(ctx, only, { ...asked, filter });
  return reply(figuresCard(ctx, figures, asked));
}
