import { rowsPath } from "../../../models/shared/values/rowsPath";
import type { VisitStats } from "../../../models/shared/contracts/visits";
import { answers } from "../../../models/shared/text/zhCN/figures";
import { visitTalk as v } from "../../../models/shared/text/zhCN/visits";
import { dayOf, firstOfMonth, lastOfMonth } from "../../../models/shared/values/day";
import type { Ctx } from "../../../server/context";
import { readVisitStats } from "../../../server/queries/readVisitStats";
import { toRowsBehind } from "../../../server/queries/toRowsBehind";
import { noteCard } from "../../cards/askCards";
import { shortDay } from "../../cards/figureCards";
import { fitNote, fitRows, fitTitle, row } from "../../cards/parts";
import { tallyRows } from "../../cards/visitCards";
import type { Draft } from "../../draft/draft";
import { reply, type DraftButton, type DraftCard, type Reply } from "../../reply";
import { whoseRows } from "./whose";

function whoseWords(ctx: Ctx, { whose }: VisitStats): string {
  if (whose === null) return answers.team;
  return whose.id === ctx.actor.id ? answers.you : whose.name;
}

function buttonsOf(ctx: Ctx, { from, to, whose, total }: VisitStats): DraftButton[] {
  const filter = { today: dayOf(ctx.now), owner: whose?.id ?? null, period: { from, to } };
  const rows = rowsPath(toRowsBehind("visited", filter));
  const query = new URLSearchParams({ from, to, whose: whose?.id ?? "team" });
  const open = { text: v.actions.stats, path: `/visits/stats?${query}` };
  return total.done > 0 ? [open, { text: v.actions.visits, path: rows }] : [open];
}

/** The sums first, then everybody's share of them. */
function statsCard(ctx: Ctx, said: string, stats: VisitStats): DraftCard {
  const { from, to, total, members } = stats;
  const shares = members.filter(({ planned, done }) => planned + done > 0);
  return {
    title: fitTitle(v.stats(said)),
    subtitle: fitNote(answers.period(whoseWords(ctx, stats), shortDay(from), shortDay(to))),
    rows: fitRows([...tallyRows(total), ...shares.map((one) => row(one.name, v.doneAt(one.done, one.customers)))]),
    buttons: buttonsOf(ctx, stats),
  };
}

/** 本月拜访统计: of the days that were said, or of this month; one's own, a colleague's or the team's. */
export async function visitStats(ctx: Ctx, said: Draft): Promise<Reply> {
  const answer = await whoseRows(ctx, said);
  if (answer.kind === "stranger") return reply(noteCard(answers.noColleague(answer.name), answers.noColleagueHelp));
  const today = dayOf(ctx.now);
  const { from, to, source } = said.reading.question?.period ?? {
    ...{ from: firstOfMonth(today), to: lastOfMonth(today) },
    source: { text: answers.thisMonth },
  };
  const stats = await readVisitStats(ctx, { from, to, whose: answer.whose.person?.id ?? "team" });
  return reply(statsCard(ctx, source.text, stats));
}
