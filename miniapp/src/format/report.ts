import type { Report } from "../../../models/shared/contracts/figures";
import { figureValue, figureWords, reportNames } from "../../../models/shared/text/zhCN/figures";
import { pages as t } from "../../../models/shared/text/zhCN/pages";

/** The report as plain text, for a chat. Figures that are nothing are left out. */
export function reportText({ name, whose, figures, members }: Report, period: string): string {
  const who = whose?.name ?? t.reports.team;
  const own = figures
    .filter(({ count }) => count > 0)
    .map((figure) => t.reports.line(figureWords[figure.key].label, figureValue(figure)));
  const others = members.map((member) =>
    t.reports.line(
      member.name,
      member.figures.map((figure) => `${figureWords[figure.key].label} ${figureValue(figure)}`).join(" · "),
    ),
  );
  return [t.reports.heading(reportNames[name].name, period, who), ...own, ...others].join("\n");
}
