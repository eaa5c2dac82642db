import { Customer } from "../../models";
import { entities } from "../../models/shared/entities";
import type { Customer as CustomerRecord } from "../../models/shared/entities/customer";
import type { QuestionTopic } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import { dayOf, daysBetween } from "../../models/shared/values/day";
import { toRecord, type StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../../server/context";
import { noteCard } from "../cards/askCards";
import { fitRows, fitTitle, row } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { customerInTalk, mentionOf, mentionWords } from "../draft/resolve";
import { reply, type Reply } from "../reply";
import { findCustomers, notFound, showOne, showSeveral } from "./showCustomer";
import { todo } from "./todo";

const SILENT_DAYS = 14;
const DAY_MS = 86_400_000;

async function showSilent(ctx: Ctx, days: number): Promise<Reply> {
  const filter = {
    owner: ctx.actor.id,
    archivedAt: null,
    lastContactAt: { $lt: new Date(ctx.now.getTime() - days * DAY_MS) },
  };
  const rows = await Customer.find(filter).sort({ lastContactAt: -1, _id: -1 }).limit(6).lean<StoredRow[]>();
  const count = rows.length < 6 ? rows.length : await Customer.countDocuments(filter);
  if (count === 0) return reply(noteCard(t.customer.silentNone(days)));
  const customers = rows.map((found) => toRecord(entities.customer, found) as unknown as CustomerRecord);
  const silence = (customer: CustomerRecord) =>
    daysBetween(dayOf(customer.lastContactAt ?? customer.createdAt), dayOf(ctx.now));
  return reply({
    title: fitTitle(t.customer.silentTitle(days, count)),
    rows: fitRows(
      customers.map((customer) =>
        row([...customer.name].slice(0, 5).join(""), `${customer.name} ${t.customer.silentRow(silence(customer))}`),
      ),
    ),
    buttons: [{ text: t.actions.open, path: "/customers?sort=lastContactAt" }],
  });
}

async function askAboutCustomer(ctx: Ctx, said: Draft): Promise<Reply> {
  const [matter] = said.reading.matters;
  const mention = matter ? mentionOf(matter) : null;
  if (!mention) {
    const inTalk = await customerInTalk(ctx);
    return inTalk ? showOne(ctx, inTalk) : reply(noteCard(t.customer.which, t.customer.whichHelp));
  }
  const words = mentionWords(mention);
  const found = await findCustomers(ctx, said, words);
  const [first, ...others] = found;
  if (!first) return notFound(words);
  return others.length === 0 ? showOne(ctx, first) : showSeveral(words, found);
}

/** Answers a question from rows the asker may see. */
export async function ask(ctx: Ctx, said: Draft): Promise<Reply> {
  const { question } = said.reading;
  const asksFor = (...topics: QuestionTopic[]) => question?.topics.some((topic) => topics.includes(topic)) ?? false;
  if (asksFor("silentCustomers")) return showSilent(ctx, question?.silentDays ?? SILENT_DAYS);
  if (asksFor("todo", "whoFirst")) return todo(ctx, said);
  if (asksFor("figures")) return reply(noteCard(t.customer.figures, t.other.notYetText));
  return askAboutCustomer(ctx, said);
}
