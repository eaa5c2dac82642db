import { stageName } from "../../models/shared/values/pipeline";
import type { Opportunity } from "../../models/shared/entities/opportunity";
import { t } from "../../models/shared/text/zhCN/chat";
import { dayOf, daysBetween, formatDay, type Day } from "../../models/shared/values/day";
import { formatFen } from "../../models/shared/values/money";
import type { Ctx } from "../../server/context";
import { findOpenDeals } from "../../server/queries/findOpenDeals";
import { readPipeline } from "../../server/queries/readSetting";
import { noteCard } from "../cards/askCards";
import { fitRows, fitTitle, row, shownAmount } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { mentionOf, mentionWords } from "../draft/resolve";
import { reply, type Reply } from "../reply";
import { meantBy, notFound } from "./showCustomer";

const LABEL = 5;

async function askedCustomers(ctx: Ctx, said: Draft): Promise<{ words: string; ids: string[] } | null> {
  const [matter] = said.reading.matters;
  const mention = matter ? mentionOf(matter) : null;
  if (!mention) return null;
  const words = mentionWords(mention);
  return { words, ids: (await meantBy(ctx, said, words)).map(({ customer }) => customer.id) };
}

const sumOf = (deals: Opportunity[]) => deals.reduce((sum, { amount }) => sum + (amount ?? 0), 0);

/** For how long it has stood; of one that was put aside, until when. */
function standing({ stageChangedAt, onHoldSince, onHoldUntil }: Opportunity, today: Day): string {
  if (onHoldSince)
    return onHoldUntil ? t.deals.heldUntil(formatDay(onHoldUntil, today).slice(0, "MM-DD".length)) : t.deals.held;
  return t.deals.days(stageChangedAt ? daysBetween(dayOf(stageChangedAt), today) : 0);
}

/** `/商机`: what one is selling, the largest first; with a name, to that customer. */
export async function deals(ctx: Ctx, said: Draft): Promise<Reply> {
  const asked = await askedCustomers(ctx, said);
  if (asked?.ids.length === 0) return notFound(asked.words);
  const found = await findOpenDeals(ctx, asked?.ids ?? null);
  if (found.length === 0) return reply(noteCard(t.deals.none, t.deals.noneHelp));
  const pipeline = await readPipeline();
  const rows = found.map((deal) => {
    const facts = [stageName(pipeline, deal.stage ?? ""), shownAmount(deal), standing(deal, dayOf(ctx.now))];
    return row([...deal.name].slice(0, LABEL).join(""), facts.join(t.deals.separator));
  });
  return reply({
    title: fitTitle(t.deals.title(String(found.length), formatFen(sumOf(found)))),
    rows: fitRows(rows),
    buttons: [{ text: t.actions.open, path: "/opportunities" }],
  });
}
