import { t } from "../../../models/shared/text/zhCN/chat";
import { answers } from "../../../models/shared/text/zhCN/figures";
import type { Ctx } from "../../../server/context";
import { findRisks, type Whose as Owners } from "../../../server/queries/risks/findRisks";
import { noteCard } from "../../cards/askCards";
import { risksCard } from "../../cards/riskCards";
import type { Draft } from "../../draft/draft";
import { reply, type Reply } from "../../reply";
import { whoseRows, type Whose } from "./whose";

const LIMIT = 6;

function ownersOf(ctx: Ctx, { person }: Whose): { whose: Owners; note: string; path: string } {
  if (person === null) return { whose: "all", note: answers.team, path: "/risks?whose=all" };
  if (person.id === ctx.actor.id) return { whose: "own", note: answers.you, path: "/risks" };
  return { whose: { owner: person.id }, note: person.name, path: `/risks?whose=${person.id}` };
}

/** 我有哪些风险客户: who may slip away, and why. */
export async function askRisks(ctx: Ctx, said: Draft): Promise<Reply> {
  const answer = await whoseRows(ctx, said);
  if (answer.kind === "stranger") return reply(noteCard(answers.noColleague(answer.name), answers.noColleagueHelp));
  const { whose, note, path } = ownersOf(ctx, answer.whose);
  const found = await findRisks(ctx, { whose, limit: LIMIT });
  if (found.riskCount === 0) return reply(noteCard(t.risks.none(note), t.risks.noneHelp));
  return reply(risksCard(found, { note, path }));
}
