import type { CardRow } from "../../../models/shared/contracts/card";
import type { Forecast } from "../../../models/shared/contracts/selling";
import { answers } from "../../../models/shared/text/zhCN/figures";
import { sellingPages } from "../../../models/shared/text/zhCN/sellingPages";
import { sellingTalk as t } from "../../../models/shared/text/zhCN/sellingTalk";
import { dayOf, type Day } from "../../../models/shared/values/day";
import { formatFen } from "../../../models/shared/values/money";
import { monthOf } from "../../../models/shared/values/period";
import { rowsPath } from "../../../models/shared/values/rowsPath";
import type { Ctx } from "../../../server/context";
import { readForecast } from "../../../server/queries/readForecast";
import { toRowsBehind } from "../../../server/queries/toRowsBehind";
import { noteCard } from "../../cards/askCards";
import { shortDay, whoseWords } from "../../cards/figureCards";
import { fitNote, fitRows, fitTitle, row } from "../../cards/parts";
import type { Draft } from "../../draft/draft";
import { reply, type Reply } from "../../reply";
import { whoseRows } from "./whose";

type Weighed = Pick<Forecast, "count" | "amount" | "weighted">;
interface Span {
  from: Day;
  to: Day;
}

const sumOf = (some: Weighed[]): Weighed => ({
  count: some.reduce((sum, one) => sum + one.count, 0),
  amount: some.reduce((sum, one) => sum + one.amount, 0),
  weighted: some.reduce((sum, one) => sum + one.weighted, 0),
});

const counted = (label: string, { count, amount }: Weighed) =>
  count > 0 ? [row(label, sellingPages.counted(count, formatFen(amount)))] : [];

/** What should be signed in the months meant; what is late or has no day is told beside it. */
function ofMonths({ months }: Forecast, { from, to }: Span) {
  const among = (holds: (month: string) => boolean) => sumOf(months.filter(({ month }) => month && holds(month)));
  const meant = among((month) => month >= monthOf(from) && month <= monthOf(to));
  const rows = [
    ...counted(t.rows.deals, meant),
    ...counted(
      t.rows.late,
      among((month) => month < monthOf(from)),
    ),
    ...counted(t.rows.undated, sumOf(months.filter(({ month }) => month === null))),
  ];
  return { weighted: meant.weighted, count: meant.count, rows };
}

/** All open deals, by where they stand. */
const ofStages = ({ weighted, count, stages }: Forecast) => ({
  weighted,
  count,
  rows: stages
    .filter((stage) => stage.count > 0)
    .map(({ name, count: some, amount, probability, source }) => {
      const chance = { percent: probability, isOwn: source === "history" };
      return row(name, sellingPages.weighed(sellingPages.counted(some, formatFen(amount)), chance));
    }),
});

interface Shown {
  title: string;
  rows: CardRow[];
  count: number;
  path: string;
}

/** What was found, with the list behind it. */
function shownOf(ctx: Ctx, forecast: Forecast, { owner, span }: { owner: string | null; span: Span | null }): Shown {
  const { weighted, count, rows } = span ? ofMonths(forecast, span) : ofStages(forecast);
  const filter = { today: dayOf(ctx.now), owner, period: span ?? undefined };
  const path = rowsPath(toRowsBehind(span ? "expected" : "pipeline", filter));
  return { title: fitTitle(t.forecast(formatFen(weighted))), rows: fitRows(rows), count, path };
}

/** 这个月预计能签多少, 预测: the open deals by how likely they are, with the way to them. */
export async function askForecast(ctx: Ctx, said: Draft): Promise<Reply> {
  const answer = await whoseRows(ctx, said);
  if (answer.kind === "stranger") return reply(noteCard(answers.noColleague(answer.name), answers.noColleagueHelp));
  const { whose } = answer;
  const asked = said.reading.question?.period;
  const span = asked ? { from: asked.from, to: asked.to } : null;
  const forecast = await readForecast(ctx, { owner: whose.person?.id });
  const { title, rows, count, path } = shownOf(ctx, forecast, { owner: whose.person?.id ?? null, span });
  const when = asked ? answers.period(asked.source.text, shortDay(asked.from), shortDay(asked.to)) : answers.soFar;
  return reply({
    title,
    subtitle: fitNote(`${when} · ${whoseWords(whose, ctx.actor.id)}`),
    ...(rows.length === 0 ? { text: t.noDeals } : {}),
    rows,
    buttons: [...(count > 0 ? [{ text: t.seeDeals, path }] : []), { text: t.open, path: "/selling" }],
  });
}
