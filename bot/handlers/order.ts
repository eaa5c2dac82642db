import type { Customer as CustomerRecord } from "../../models/shared/entities/customer";
import { t } from "../../models/shared/text/zhCN/chat";
import { rightsText } from "../../models/shared/text/zhCN/rights";
import { rightsTalk as r } from "../../models/shared/text/zhCN/rightsTalk";
import { dayOf, formatInstant } from "../../models/shared/values/day";
import { User, type UserRow } from "../../models/system/user";
import type { Ctx } from "../../server/context";
import { isPoolOrder, readOrder, type Order } from "../../server/extractor/rules/intents/orders";
import type { PoolOrder } from "../../server/extractor/rules/intents/poolOrders";
import { authorize } from "../../server/policies";
import { presentAccess, presentEnd } from "../../server/presenters/presentAccess";
import { explainAccess } from "../../server/queries/explainAccess";
import { colleaguesCalled } from "../../server/queries/colleaguesCalled";
import { findUserNames } from "../../server/queries/findNames";
import { listArchived, type ArchivedRecord } from "../../server/queries/listArchived";
import { nameGrants } from "../../server/queries/listAccessGrants";
import { noteCard } from "../cards/askCards";
import { fitRows, fitTitle, nameOf, openCustomer, row } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { customerInTalk } from "../draft/resolve";
import { reply, type Reply } from "../reply";
import { confirmCard } from "./confirmCard";
import { customersCalled } from "./customersCalled";
import { enableOrder, membersNamed } from "./enable";
import { proposeGrant } from "./grant";
import { handOverOrder, isLeaverMeant } from "./handOver";
import { poolOrder } from "./pool";
import { targetOrder } from "./target";
import { noOne, notFound, showSeveral } from "./showCustomer";

/** Colleagues of exactly that name. */
export const findColleagues = (name: string) =>
  User.find({ name, disabled: false }, { name: 1, roles: 1 })
    .limit(5)
    .lean<Pick<UserRow, "_id" | "name" | "roles">[]>();

/** The order in a sentence, if it is one: what names no colleague, and nothing in the bin, is talk about a customer. */
export async function orderIn(ctx: Ctx, text: string, rest: string | null): Promise<Order | null> {
  const order = readOrder(text, rest, ctx.now);
  if (!order || rest !== null || order.verb === "explain") return order;
  if (isPoolOrder(order)) return (await isPoolMeant(ctx, text, order)) ? order : null;
  return (await isMeant(ctx, order)) ? order : null;
}

async function isMeant(ctx: Ctx, order: Exclude<Order, PoolOrder | { verb: "explain" }>): Promise<boolean> {
  switch (order.verb) {
    case "restore":
      return (await archivedCalled(ctx, order.customer)).length > 0;
    case "target":
      return true;
    case "leave":
      return isLeaverMeant(ctx, order);
    case "enable":
      return (await membersNamed(order.person)).length > 0;
    case "handOver":
    case "revoke":
      return (await colleaguesCalled(ctx, order.person)).length > 0;
    case "transfer":
    case "grant":
      return (await findColleagues(order.person)).length > 0 && (order.isSaid || isOfCustomer(ctx, order.customer));
  }
}

/** 把合同给王五看一下 is no word about a customer: whoever is meant must be known, or be talked about. */
const isOfCustomer = async (ctx: Ctx, words: string): Promise<boolean> =>
  r.thisCustomer.test(words) || (await customersCalled(ctx, words)).length > 0;

/** 领取样品 is no word about a customer: without a blank behind it the name must be somebody's. */
async function isPoolMeant(ctx: Ctx, text: string, order: PoolOrder): Promise<boolean> {
  if (!("customer" in order) || text.includes(` ${order.customer}`)) return true;
  return isOfCustomer(ctx, order.customer);
}

async function archivedCalled(ctx: Ctx, name: string): Promise<ArchivedRecord[]> {
  const { records } = await listArchived(ctx, { limit: 100 });
  return records.filter((one) => one.entity === "customer" && one.title.includes(name));
}

type Revoke = Extract<Order, { verb: "revoke" }>;
type Proposed = Extract<Order, { verb: "grant" | "transfer" }>;

async function explain(ctx: Ctx, customer: CustomerRecord): Promise<Reply> {
  const access = await explainAccess(ctx, customer.id);
  const { grants } = access;
  const { people } = presentAccess(access, { grants, names: await nameGrants(ctx, grants), now: ctx.now });
  const rows = people.map((one) => row(one.name, `${rightsText.sees[one.sees]}：${one.reasons.join("；")}`));
  return {
    ...reply({ title: fitTitle(r.access(nameOf(customer))), rows: fitRows(rows), buttons: [openCustomer(customer)] }),
    about: customer.id,
  };
}

/** What was shared with a colleague ends; who sees a customer by another rule keeps seeing it, and that is said. */
async function proposeRevoke(ctx: Ctx, { person }: Revoke, customer: CustomerRecord): Promise<Reply> {
  const access = await explainAccess(ctx, customer.id);
  const called = new Set((await colleaguesCalled(ctx, person)).map(({ id }) => id));
  const onlookers = access.onlookers.filter(({ id }) => called.has(id));
  const grants = access.grants.filter(({ userId }) => called.has(userId));
  const [grant, ...others] = grants;
  const names = await nameGrants(ctx, grants);
  if (!grant) {
    const { people } = presentAccess({ ...access, onlookers }, { grants, names, now: ctx.now });
    return reply(noteCard(r.noGrant(person, nameOf(customer)), people.flatMap(({ reasons }) => reasons).join("；")));
  }
  if (others.length > 0) return reply(noteCard(r.severalPeople(person), r.severalPeopleHelp));
  const rows = [
    row(t.rows.customer, nameOf(customer)),
    row(r.rows.from, names.get(grant.userId) ?? ""),
    row(r.rows.right, rightsText.rightNames[grant.right]),
    row(r.rows.until, presentEnd(grant.endsAt, ctx.now)),
  ];
  return confirmCard({ title: r.revokeTitle, rows }, { verb: "revoke", customer: customer.id, grant: grant._id });
}

async function propose(ctx: Ctx, order: Proposed, customer: CustomerRecord): Promise<Reply> {
  authorize(ctx.actor, order.verb === "grant" ? "share" : "transfer", { entity: "customer", record: customer });
  const [colleague, ...others] = await findColleagues(order.person);
  if (!colleague) return reply(noteCard(r.nobody(order.person), r.nobodyHelp));
  if (others.length > 0) return reply(noteCard(r.severalPeople(order.person), r.severalPeopleHelp));
  const about = row(t.rows.customer, nameOf(customer));
  if (order.verb === "transfer") {
    const [owner] = await findUserNames([customer.owner ?? ""]);
    const change = row(r.rows.owner, colleague.name, { oldValue: owner?.[1] ?? "" });
    return confirmCard(
      { title: r.transferTitle, rows: [about, change] },
      { verb: "transfer", customer: customer.id, user: colleague._id },
    );
  }
  return proposeGrant(ctx, { customer, colleague, right: order.right, until: order.until });
}

async function proposeRestore(ctx: Ctx, name: string): Promise<Reply> {
  const [first] = await archivedCalled(ctx, name);
  if (!first) return reply(noteCard(r.notInBin, r.notInBinHelp));
  const rows = [row(t.rows.customer, first.title), row(t.rows.due, formatInstant(first.archivedAt, dayOf(ctx.now)))];
  return confirmCard({ title: r.restoreTitle, rows }, { verb: "restore", customer: first.id });
}

export const howToShare = (): Reply => reply(noteCard(r.howTitle, r.howText));

type Said = Exclude<Order, PoolOrder>;
type OfPeople = Extract<Said, { verb: "handOver" | "leave" | "enable" | "target" | "restore" }>;

const isOfPeople = (found: Said): found is OfPeople =>
  ["handOver", "leave", "enable", "target", "restore"].includes(found.verb);

/** What is said of colleagues, or of what is in the bin: no customer has to be found for it. */
function orderOfPeople(ctx: Ctx, found: OfPeople): Promise<Reply> {
  switch (found.verb) {
    case "handOver":
    case "leave":
      return handOverOrder(ctx, found);
    case "enable":
      return enableOrder(ctx, found.person);
    case "target":
      return targetOrder(ctx, found);
    case "restore":
      return proposeRestore(ctx, found.customer);
  }
}

/** What is said of one customer and who may see or has it. */
async function orderOfCustomer(ctx: Ctx, found: Exclude<Said, OfPeople>): Promise<Reply> {
  const isInTalk = r.thisCustomer.test(found.customer);
  const inTalk = isInTalk ? await customerInTalk(ctx) : null;
  if (isInTalk && !inTalk) return reply(noteCard(t.customer.which, r.nameIt));
  const [customer, ...others] = inTalk ? [inTalk] : await customersCalled(ctx, found.customer);
  if (!customer) return notFound(found.customer);
  if (others.length > 0) return showSeveral(found.customer, [customer, ...others].map(noOne));
  if (found.verb === "revoke") return proposeRevoke(ctx, found, customer);
  return found.verb === "explain" ? explain(ctx, customer) : propose(ctx, found, customer);
}

/** Who may see a customer, who has it: shown before it is done; `/授权` without more says how to say it. */
export async function order(ctx: Ctx, said: Draft): Promise<Reply> {
  const { reading, text } = said;
  const found = await orderIn(ctx, text, reading.command === "grant" ? reading.rest : null);
  if (!found) return howToShare();
  if (isPoolOrder(found)) return poolOrder(ctx, found);
  return isOfPeople(found) ? orderOfPeople(ctx, found) : orderOfCustomer(ctx, found);
}
