import type { Attainment } from "../../../models/shared/contracts/selling";
import { answers } from "../../../models/shared/text/zhCN/figures";
import { sellingTalk as t } from "../../../models/shared/text/zhCN/sellingTalk";
import { dayOf } from "../../../models/shared/values/day";
import { formatFen } from "../../../models/shared/values/money";
import { monthOf, periodOf } from "../../../models/shared/values/period";
import { rowsPath } from "../../../models/shared/values/rowsPath";
import type { Ctx } from "../../../server/context";
import { readAttainment } from "../../../server/queries/readAttainment";
import { toRowsBehind } from "../../../server/queries/toRowsBehind";
import { noteCard } from "../../cards/askCards";
import { fitNote, fitRows, fitTitle, row } from "../../cards/parts";
import type { Draft } from "../../draft/draft";
import { reply, type Reply } from "../../reply";
import { whoseRows, type Whose } from "./whose";

type Reached = NonNullable<Attainment["total"]>;

/** Whose it is: a department that is named, somebody, or everybody the asker leads. */
function reachedBy({ total, rows }: Attainment, { text }: Draft, { person }: Whose): Reached & { name: string | null } {
  const department = rows.find(({ kind, name }) => kind === "department" && text.includes(name));
  const one = department ?? (person && rows.find(({ id }) => id === person.id));
  if (one) return one;
  return { ...(total ?? { target: null, won: 0, share: null }), name: null };
}

const reachedRows = ({ target, won }: Reached) => [
  row(t.rows.won, formatFen(won)),
  row(t.rows.target, target === null ? t.noTarget : formatFen(target)),
  ...(target === null
    ? []
    : [won < target ? row(t.rows.left, formatFen(target - won)) : row(t.rows.over, formatFen(won - target))]),
];

/** 本月目标完成多少: counted from the deals won, with the way to them; for who leads, everybody's share. */
export async function askAttainment(ctx: Ctx, said: Draft): Promise<Reply> {
  const answer = await whoseRows(ctx, said);
  if (answer.kind === "stranger") return reply(noteCard(answers.noColleague(answer.name), answers.noColleagueHelp));
  const { whose } = answer;
  const asked = said.reading.question?.period;
  const attainment = await readAttainment(ctx, asked ? periodOf(asked) : monthOf(dayOf(ctx.now)));
  const { from, to, rows, period } = attainment;
  const reached = reachedBy(attainment, said, whose);
  const owner = whose.person?.id ?? null;
  const isTeam = reached.name === null;
  const shares = rows.filter(({ kind, target, won }) => isTeam && kind === "person" && (target !== null || won > 0));
  const won = rowsPath(toRowsBehind("won", { today: dayOf(ctx.now), owner, period: { from, to } }));
  const who = isTeam ? answers.team : owner === ctx.actor.id ? answers.you : reached.name;
  return reply({
    title: fitTitle(t.reached(asked?.source.text ?? answers.thisMonth, formatFen(reached.won), reached.share)),
    subtitle: fitNote(t.whose(period, who ?? "")),
    rows: fitRows([
      ...reachedRows(reached),
      ...shares.map((one) =>
        row(one.name, t.share(formatFen(one.won), one.target && formatFen(one.target), one.share)),
      ),
    ]),
    buttons: [...(reached.won > 0 ? [{ text: t.seeWon, path: won }] : []), { text: t.open, path: "/selling" }],
  });
}
