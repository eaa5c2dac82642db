import type { Question } from "../../models/shared/contracts/extraction";
import type { Report, ReportName } from "../../models/shared/contracts/figures";
import { t } from "../../models/shared/text/zhCN/chat";
import { answers, figureValue, figureWords, reportNames } from "../../models/shared/text/zhCN/figures";
import type { Ctx } from "../../server/context";
import { readReport } from "../../server/queries/readReport";
import { noteCard } from "../cards/askCards";
import { seeRows, shortDay } from "../cards/figureCards";
import { cardLimits } from "../card";
import { fitNote, fitRows, fitTitle, row } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { reply, type DraftButton, type DraftCard, type Reply } from "../reply";
import { whoseRows, type Whose } from "./questions/whose";

/** Which report the words ask for: by command, by name, else the week's. */
function nameOf({ text, reading }: Draft): ReportName {
  if (reading.command === "dailyReport") return "daily";
  if (reading.command === "monthlyReport") return "monthly";
  const named = (Object.keys(reportNames) as ReportName[]).find((name) =>
    reportNames[name].words.some((word) => text.includes(word)),
  );
  return named ?? "weekly";
}

/** The figures of a report that are not nothing, each with the way to its rows; the whole stands in the mini-app. */
function reportCard(ctx: Ctx, report: Report): DraftCard {
  const { name, from, to, whose, figures } = report;
  const shown = figures.filter(({ count }) => count > 0);
  const self = whose?.id === ctx.actor.id ? answers.you : whose?.name;
  const query = new URLSearchParams({ day: from, whose: whose?.id ?? "team" });
  const open: DraftButton = { text: t.actions.openReport(reportNames[name].name), path: `/reports/${name}?${query}` };
  const period = answers.period(reportNames[name].name, shortDay(from), shortDay(to));
  if (shown.length === 0) return { ...noteCard(period, t.report.nothing), buttons: [open] };
  return {
    title: fitTitle(period),
    subtitle: fitNote(self ?? answers.team),
    rows: fitRows(shown.map((figure) => row(figureWords[figure.key].label, figureValue(figure)))),
    buttons: [open, ...shown.map(seeRows)].slice(0, cardLimits.buttons),
  };
}

/** Everybody's report only where the words ask for it: a report is one's own. */
function reportOf(ctx: Ctx, { whose }: { whose: Whose }, asked: Question["whose"]): string {
  if (whose.person) return whose.person.id;
  return asked === "team" || asked === "eachMember" ? "team" : ctx.actor.id;
}

/** `/日报 /周报 /月报`: what was done, counted from the rows; one's own, a colleague's or the team's. */
export async function report(ctx: Ctx, said: Draft): Promise<Reply> {
  const { question } = said.reading;
  const answer = await whoseRows(ctx, said);
  if (answer.kind === "stranger") return reply(noteCard(answers.noColleague(answer.name), answers.noColleagueHelp));
  const whose = reportOf(ctx, answer, question?.whose);
  return reply(reportCard(ctx, await readReport(ctx, { name: nameOf(said), day: question?.period?.from, whose })));
}
