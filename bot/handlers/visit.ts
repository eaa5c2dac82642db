import type { Customer } from "../../models/shared/entities/customer";
import type { TimeExpression } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import { visitTalk as v } from "../../models/shared/text/zhCN/visits";
import { dayOf } from "../../models/shared/values/day";
import type { Ctx } from "../../server/context";
import { readVisitPlan, readVisitTalk, type VisitTalk } from "../../server/extractor/rules/intents/visits";
import { findReadable } from "../../server/queries/findReadable";
import { findOwnVisits, findVisitOn } from "../../server/queries/findVisits";
import { decide } from "../../server/queries/match/score";
import { NO_MENTION } from "../../server/queries/match/types";
import { matchCustomers, type Candidate } from "../../server/queries/matchCustomers";
import { noteCard } from "../cards/askCards";
import { fitRows, fitTitle, row } from "../cards/parts";
import { alreadyCard, arrivalCard, checkInButton, whichCard } from "../cards/visitCards";
import { advance } from "../draft/advance";
import type { Draft } from "../draft/draft";
import { resolveMatter } from "../draft/resolve";
import { openQuestion } from "../pending";
import { reply, type Reply } from "../reply";
import { showNote } from "./fixedNotes";
import { visitStats } from "./questions/visitStats";
import { setReminder } from "./reminder";

/** Whom the words mean without a doubt; somebody one goes to see today before others of that name. */
async function calledSo(ctx: Ctx, words: string): Promise<Candidate[]> {
  const companies = await matchCustomers(ctx, { ...NO_MENTION, company: words });
  const people = companies.length > 0 ? [] : await matchCustomers(ctx, { ...NO_MENTION, name: words });
  return [...companies, ...people].filter(({ isSure }) => isSure);
}

async function agreedToday(ctx: Ctx): Promise<Set<string>> {
  const visits = await findOwnVisits(ctx, dayOf(ctx.now));
  return new Set(visits.map(({ customer }) => customer));
}

/** The talk in a sentence, if it is about going to customers: 到期了 names nobody, 到了 means somebody only on a day with plans. */
export async function visitTalkIn(ctx: Ctx, text: string): Promise<VisitTalk | null> {
  const talk = readVisitTalk(text.trim());
  if (talk?.about !== "arrival") return talk;
  const isMeant = talk.name === null ? await agreedToday(ctx) : await calledSo(ctx, talk.name);
  return [...isMeant].length > 0 ? talk : null;
}

/** The link into the check-in of a customer; a location sent next is the place of the visit. */
async function arriveAt(ctx: Ctx, customer: Customer, isThere: boolean): Promise<Reply> {
  const visit = await findVisitOn(ctx, customer.id, dayOf(ctx.now));
  if (isThere && visit?.checkedInAt) return { cards: [alreadyCard(customer, visit)], about: customer.id };
  return {
    cards: [arrivalCard({ customer, visit, isThere, takesPlaces: ctx.source.takesPlaces === true })],
    question: { kind: "place", customer: customer.id, visit: visit?.state === "planned" ? visit.id : null },
    about: customer.id,
  };
}

/** What cannot be read is said so; right after an arrival it was most likely the place, and the way to its check-in is shown again. */
export async function showUnread(ctx: Ctx): Promise<Reply> {
  const asked = (await openQuestion(ctx))?.question;
  if (asked?.kind !== "place") return showNote(ctx, "unsupported");
  const buttons = [{ ...checkInButton(asked.customer, asked.visit), style: "primary" as const }];
  return reply({ ...noteCard(t.other.unsupportedTitle, v.placeUnseen), buttons });
}

async function arriveSomewhere(ctx: Ctx): Promise<Reply> {
  const customers: Customer[] = [];
  for (const id of await agreedToday(ctx)) customers.push(await findReadable(ctx, "customer", id));
  const [first, ...others] = customers;
  if (!first) return reply(noteCard(v.nobodyToday, v.nobodyTodayHelp));
  return others.length === 0 ? arriveAt(ctx, first, true) : reply(whichCard(v.whichToday, customers));
}

async function arrive(ctx: Ctx, name: string | null): Promise<Reply> {
  if (name === null) return arriveSomewhere(ctx);
  const candidates = await calledSo(ctx, name);
  const today = await agreedToday(ctx);
  const agreed = candidates.filter(({ customer }) => today.has(customer.id));
  const meant = agreed.length === 1 ? agreed[0] : decide(candidates);
  if (meant) return arriveAt(ctx, meant.customer, true);
  return reply(
    whichCard(
      v.which(name),
      candidates.map(({ customer }) => customer),
    ),
  );
}

/** `/拜访` alone: where one goes today. */
async function ownToday(ctx: Ctx): Promise<Reply> {
  const visits = await findOwnVisits(ctx, dayOf(ctx.now));
  if (visits.length === 0) return reply(noteCard(v.noneToday, v.noneTodayHelp));
  return reply({
    title: fitTitle(v.today(visits.length)),
    rows: fitRows(visits.map(({ time, text }) => row(time ?? t.digest.today, text ?? ""))),
    buttons: [{ text: t.actions.open, path: "/visits" }],
  });
}

const calledIn = ([first]: Draft["reading"]["matters"][number]["customers"]): string =>
  first?.company?.value ?? first?.name?.value ?? "";

/** What `/拜访 海川 周四14:00 谈报价` agrees on: the customer, a time ahead, and whatever else was said. */
async function agree(ctx: Ctx, said: Draft, plan: { due: TimeExpression; words: string }): Promise<Reply> {
  const { due, words } = plan;
  const { reading } = said;
  const customers = reading.matters.flatMap((matter) => matter.customers);
  const text = [v.visit(calledIn(customers)), words].filter(Boolean).join(" ");
  const resolution = await resolveMatter(ctx, said, 0);
  if (resolution.kind === "one") return setReminder(ctx, said, { text, due, resolution });
  const source = { text: reading.rest, start: reading.restStart, end: said.text.length };
  const nextActions = [{ text: { value: text, source }, due }];
  const only = { customers, nextActions, keywords: [], products: [], competitors: [] };
  return advance(ctx, { ...said, reading: { ...reading, intent: "create_task", matters: [only] } });
}

/** `/拜访`: a time ahead agrees a visit, a bare name leads to its check-in, anything else tells of one that was. */
async function command(ctx: Ctx, said: Draft): Promise<Reply> {
  if (said.reading.rest.trim() === "") return ownToday(ctx);
  const plan = readVisitPlan(said.reading, new Date(said.saidAt));
  if (plan.due) return agree(ctx, said, { due: plan.due, words: plan.words });
  if (plan.words !== "" || said.reading.matters.length > 1) return advance(ctx, said);
  const resolution = await resolveMatter(ctx, said, 0);
  return resolution.kind === "one" ? arriveAt(ctx, resolution.customer, false) : advance(ctx, said);
}

/** Going to see customers: agreed, arrived, who is near, what it came to. */
export async function visit(ctx: Ctx, said: Draft): Promise<Reply> {
  if (said.reading.command === "visit") return command(ctx, said);
  const talk = await visitTalkIn(ctx, said.text);
  switch (talk?.about) {
    case "arrival":
      return arrive(ctx, talk.name);
    case "stats":
      return visitStats(ctx, said);
    case "nearby":
    case undefined:
      return reply({
        ...noteCard(v.askPlace, v.askPlaceHelp(ctx.source.takesPlaces === true)),
        buttons: [{ text: v.actions.nearby, path: "/nearby", style: "primary" as const }],
      });
  }
}
