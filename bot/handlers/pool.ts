import type { Customer } from "../../models/shared/entities/customer";
import { t } from "../../models/shared/text/zhCN/chat";
import { poolTalk as p } from "../../models/shared/text/zhCN/poolTalk";
import { dayOf, formatDay, formatInstant } from "../../models/shared/values/day";
import type { Ctx } from "../../server/context";
import { readPoolCommand, type PoolOrder } from "../../server/extractor/rules/intents/poolOrders";
import { may } from "../../server/policies";
import { reasonSentence } from "../../server/queries/planRecycling";
import { listClaimable } from "../../server/queries/listClaimable";
import { readClaims } from "../../server/queries/readClaims";
import { readPoolRules } from "../../server/queries/readSetting";
import { rehearseRecycling } from "../../server/queries/rehearseRecycling";
import { noteCard } from "../cards/askCards";
import { fitRows, fitText, fitTitle, nameOf, row } from "../cards/parts";
import { poolCard, releaseCard } from "../cards/poolCards";
import type { Draft } from "../draft/draft";
import { reply, type Reply } from "../reply";
import { confirmCard } from "./confirmCard";
import { customersCalled } from "./customersCalled";
import { noOne, notFound, showOne, showSeveral } from "./showCustomer";

async function look(ctx: Ctx, words: string): Promise<Reply> {
  const found = await listClaimable(ctx, words);
  if (found.count === 0) return nothing(words);
  return reply(poolCard(found, await readClaims(ctx)));
}

const nothing = (words: string): Reply =>
  reply(words === "" ? noteCard(p.empty, p.emptyHelp) : noteCard(p.noneCalled(words), p.noneCalledHelp));

const claimCard = (customers: Customer[], text: string): Reply => {
  const rows = customers.map((customer, place) => row(p.place(place + 1), nameOf(customer)));
  const card = { title: p.claimTitle(customers.length), text: fitText(text), rows };
  return confirmCard(card, { verb: "claim", customers: customers.map(({ id }) => id) });
};

/** As many as there are, the best first; what is left of the day's share is told, and checked when it is confirmed. */
async function claimSome(ctx: Ctx, count: number): Promise<Reply> {
  const { customers } = await listClaimable(ctx);
  if (customers.length === 0) return nothing("");
  const { leftToday, perDay } = await readClaims(ctx);
  const most = Math.min(count, Math.max(1, leftToday));
  const chosen = customers.slice(0, most);
  const fewer = customers.length < count ? p.fewer(count, customers.length) : "";
  return claimCard(chosen, `${p.order}${fewer}${p.left(leftToday, perDay)}`);
}

async function claim(ctx: Ctx, words: string): Promise<Reply> {
  const { customers } = await listClaimable(ctx, words);
  const [first, ...others] = customers;
  if (!first) return claimElsewhere(ctx, words);
  if (others.length > 0) return reply(poolCard({ customers, count: customers.length }, await readClaims(ctx)));
  const { leftToday, perDay } = await readClaims(ctx);
  return claimCard([first], p.left(leftToday, perDay));
}

/** Not in the pool, or not for the asker yet: whoever may see it sees whose it is. */
async function claimElsewhere(ctx: Ctx, words: string): Promise<Reply> {
  const [known, ...others] = await customersCalled(ctx, words);
  if (known && others.length === 0) return showOne(ctx, known);
  return nothing(words);
}

async function release(ctx: Ctx, { customer: words, reason }: Extract<PoolOrder, { verb: "release" }>): Promise<Reply> {
  const called = await customersCalled(ctx, words);
  const held = called.filter((one) => may(ctx.actor, "release", { entity: "customer", record: one }));
  const [customer, ...others] = held;
  if (!customer) return cannotRelease(words, called[0]);
  if (others.length > 0) return showSeveral(words, held.map(noOne));
  if (reason === null) return reply(releaseCard(customer));
  const rows = [row(t.rows.customer, nameOf(customer)), row(p.rows.reason, reason)];
  return confirmCard({ title: p.releaseTitle, rows }, { verb: "release", customer: customer.id, reason });
}

function cannotRelease(words: string, known: Customer | undefined): Reply {
  if (!known) return notFound(words);
  if (known.owner === null) return reply(noteCard(p.inPool(nameOf(known))));
  return reply(noteCard(p.notYours(nameOf(known)), p.notYoursHelp));
}

/** Who goes tonight, and who in the days after: worked out by what does it. */
async function rehearse(ctx: Ctx): Promise<Reply> {
  const { tonight, total, runsAt, seen } = await rehearseRecycling(ctx, await readPoolRules());
  const when = formatInstant(runsAt, dayOf(ctx.now));
  if (total === 0) return reply(noteCard(p.nobodyGoes(when), p.nobodyGoesHelp));
  const rows = seen.map(({ customer, goesAt, reason }) =>
    row(formatDay(dayOf(goesAt)).slice(0, 5), `${nameOf(customer)} ${reasonSentence(reason)}`),
  );
  return reply({
    title: fitTitle(p.goTonight(tonight)),
    text: fitText(p.rehearsed(when, total - tonight)),
    rows: fitRows(rows),
    buttons: [{ text: p.seeThem, path: "/pool?view=leaving" }],
  });
}

/** Does what was said about the public pool. */
export async function poolOrder(ctx: Ctx, order: PoolOrder): Promise<Reply> {
  switch (order.verb) {
    case "look":
      return look(ctx, order.words);
    case "claimSome":
      return claimSome(ctx, order.count);
    case "claim":
      return claim(ctx, order.customer);
    case "release":
      return release(ctx, order);
    case "rehearse":
      return rehearse(ctx);
  }
}

/** `/公海`, `/公海 领 3`, `/公海 领 鼎盛`, `/公海 退 海川 没需求`, `/公海 宁波`. */
export async function pool(ctx: Ctx, { reading }: Draft): Promise<Reply> {
  return poolOrder(ctx, readPoolCommand(reading.command === "publicPool" ? reading.rest : ""));
}
