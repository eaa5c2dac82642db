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
import { whoseWords } from "../../cards/figureCards";
import { fitNote, fitRows, fitTitle, row } from "../../cards/parts";
import type { Draft } from "../../draft/draft";
import { reply, type Reply } from "../../reply";
import { whoseRows, type Whose } from "./whose";

type Reached = NonNullable<Attainment["total"]>;

type Place = { name: string; kind: "person" | "department" | "team" };

/** Whose it is: a department that is named, somebody, or everybody the asker leads. */
function reachedBy({ total, rows }: Attainment, { text }: Draft, { person }: Whose): Reached & Place {
  const department = rows.find(({ kind, name }) => kind === "department" && text.includes(name));
  const one = department ?? (person && rows.find(({ id }) => id === person.id));
  return one ?? { ...(total ?? { target: null, won: 0, share: null }), name: answers.team, kind: "team" };
}

const difference = (target: number, won: number) =>
  won < target ? row(t.rows.left, formatFen(target - won)) : row(t.rows.over, formatFen(won - target));

const reachedRows = ({ target, won }: Reached) => [
  row(t.rows.won, formatFen(won)),
  row(t.rows.target, target === null ? t.noTarget : formatFen(target)),
  ...(target === null ? [] : [difference(target, won)]),
];

/** Everybody who has a target or sold something. */
const shareRows = ({ rows }: Attainment) =>
  rows
    .filter(({ kind, target, won }) => kind === "person" && (target !== null || won > 0))
    .map(({ name, won, target, share }) =>
      row(name, t.share(formatFen(won), target === null ? null : formatFen(target), share)),
    );

/** The deals counted; of a department among others no list can be asked for. */
function wonButtons(
  ctx: Ctx,
  { from, to }: Attainment,
  { owner, place }: { owner: string | null; place: Reached & Place },
) {
  if (place.won === 0 || place.kind === "department") return [];
  const filter = { today: dayOf(ctx.now), owner, period: { from, to } };
  return [{ text: t.seeWon, path: rowsPath(toRowsBehind("won", filter)) }];
}

/** 本月目标完成多少: counted from the deals won, with the way to them; for who leads, everybody's share. */
export async function askAttainment(ctx: Ctx, said: Draft): Promise<Reply> {
  const answer = await whoseRows(ctx, said);
  if (answer.kind === "stranger") return reply(noteCard(answers.noColleague(answer.name), answers.noColleagueHelp));
  const { whose } = answer;
  const asked = said.reading.question?.period;
  const attainment = await readAttainment(ctx, asked ? periodOf(asked) : monthOf(dayOf(ctx.now)));
  const place = reachedBy(attainment, said, whose);
  const who = place.kind === "department" ? place.name : whoseWords(whose, ctx.actor.id);
  const owner = whose.person?.id ?? null;
  return reply({
    title: fitTitle(t.reached(asked?.source.text ?? answers.thisMonth, formatFen(place.won), place.share)),
    subtitle: fitNote(t.whose(attainment.period, who)),
    rows: fitRows([...reachedRows(place), ...(place.kind === "team" ? shareRows(attainment) : [])]),
    buttons: [...wonButtons(ctx, attainment, { owner, place }), { text: t.open, path: "/selling" }],
  });
}
