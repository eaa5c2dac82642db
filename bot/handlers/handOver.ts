import { HANDED_OVER_AT_ONCE } from "../../models/shared/values/handOver";
import { rightsTalk } from "../../models/shared/text/zhCN/rightsTalk";
import { User, type UserRow } from "../../models/system/user";
import type { Ctx } from "../../server/context";
import type { Order } from "../../server/extractor/rules/intents/orders";
import { answersForAllOf, canManageMembers } from "../../server/policies";
import { colleaguesCalled } from "../../server/queries/colleaguesCalled";
import { findHeir } from "../../server/queries/findHeir";
import { findUserNames } from "../../server/queries/findNames";
import type { Colleague } from "../../server/queries/listColleagues";
import { NO_MENTION } from "../../server/queries/match/types";
import { matchCustomers } from "../../server/queries/matchCustomers";
import { planHandOver } from "../../server/queries/planHandOver";
import { noteCard } from "../cards/askCards";
import { planRows } from "../cards/handOverCards";
import { fitButton, fitTitle, row } from "../cards/parts";
import { reply, type Reply } from "../reply";
import { confirmCard } from "./confirmCard";

const t = rightsTalk.handOver;
type HandOver = Extract<Order, { verb: "handOver" }>;
type Leave = Extract<Order, { verb: "leave" }>;

/** 李雷离职了 may be said of somebody's contact: an order only where nobody in reach is called so, and from who may give it. */
export async function isLeaverMeant(ctx: Ctx, { person, isSaid }: Leave): Promise<boolean> {
  const leavers = (await colleaguesCalled(ctx, person)).filter(({ name }) => isSaid || name === person);
  if (isSaid || leavers.length === 0) return leavers.length > 0;
  const maySay = leavers.some(({ id }) => canManageMembers(ctx.actor) || answersForAllOf(ctx.actor, id));
  const mention = { ...NO_MENTION, name: person };
  return maySay && (await matchCustomers(ctx, mention)).length === 0;
}

const MOST_ASKED = 5;

type Meant = { colleague: Colleague } | { answer: Reply };

/** The one colleague who is called so; several are asked about, each by the same words with the whole name. */
async function meant(ctx: Ctx, words: string, again: (name: string) => string): Promise<Meant> {
  if (t.self.includes(words)) return { colleague: { id: ctx.actor.id, name: ctx.actor.name, department: null } };
  const [colleague, ...others] = await colleaguesCalled(ctx, words);
  if (!colleague) return { answer: reply(noteCard(rightsTalk.nobody(words), rightsTalk.nobodyHelp)) };
  if (others.length === 0) return { colleague };
  const all = [colleague, ...others];
  if (new Set(all.map(({ name }) => name)).size < all.length) {
    return { answer: reply(noteCard(rightsTalk.severalPeople(words), t.namesakesHelp)) };
  }
  const buttons = all.slice(0, MOST_ASKED).map(({ name, department }) => ({
    text: fitButton([name, department].filter(Boolean).join("·")),
    action: { kind: "say", text: again(name) } as const,
  }));
  return { answer: reply({ title: fitTitle(t.which(words)), buttons }) };
}

async function proposeHandOver(
  ctx: Ctx,
  { from, to, note }: { from: Pick<Colleague, "id" | "name">; to: Pick<Colleague, "id" | "name">; note?: string },
): Promise<Reply> {
  if (from.id === to.id) return reply(noteCard(t.samePerson(from.name)));
  const plan = await planHandOver(ctx, from.id);
  if (plan.customers === 0) return reply(noteCard(t.nothing(from.name), note));
  const change = row(rightsTalk.rows.owner, to.name, { oldValue: from.name });
  const text = [plan.customers > HANDED_OVER_AT_ONCE && t.underWayHelp, note].filter(Boolean).join("");
  const card = { title: t.title, ...(text ? { text } : {}), rows: [change, ...planRows(plan)] };
  return confirmCard(card, { verb: "handOver", from: from.id, to: to.id });
}

async function handOver(ctx: Ctx, { from: fromWords, person }: HandOver): Promise<Reply> {
  const from = await meant(ctx, fromWords, (name) => t.sentence(name, person));
  if ("answer" in from) return from.answer;
  const to = await meant(ctx, person, (name) => t.sentence(from.colleague.name, name));
  return "answer" in to ? to.answer : proposeHandOver(ctx, { from: from.colleague, to: to.colleague });
}

type Heir = { id: string; name: string } | null;

/** Whom the words name, or else the leaver's manager; null for the public pool. */
async function heirOf(
  ctx: Ctx,
  leaver: Colleague,
  { heir, toPool }: Leave,
): Promise<{ heir: Heir } | { answer: Reply }> {
  if (toPool) return { heir: null };
  if (heir) {
    const found = await meant(ctx, heir, (name) => t.leaverSentence(leaver.name, name));
    return "answer" in found ? found : { heir: found.colleague };
  }
  const user = await User.findOne({ _id: leaver.id }, { departments: 1 }).lean<Pick<UserRow, "_id" | "departments">>();
  const leader = user && (await findHeir(user));
  const [name] = await findUserNames(leader ? [leader] : []);
  return { heir: leader && name ? { id: leader, name: name[1] } : null };
}

/** Shutting somebody out is for admins; who leads them hands their customers on. */
async function leave(ctx: Ctx, order: Leave): Promise<Reply> {
  const leaver = await meant(ctx, order.person, (name) => t.leaveSentence(name));
  if ("answer" in leaver) return leaver.answer;
  const found = await heirOf(ctx, leaver.colleague, order);
  if ("answer" in found) return found.answer;
  const { id, name } = leaver.colleague;
  const { heir } = found;
  if (!canManageMembers(ctx.actor)) {
    return proposeHandOver(ctx, { from: { id, name }, to: heir ?? ctx.actor, note: t.adminsDisable });
  }
  const rows = [
    row(t.rows.disable, name),
    row(t.rows.to, heir?.name ?? t.pool),
    ...planRows(await planHandOver(ctx, id)),
  ];
  return confirmCard(
    { title: t.leaveTitle, text: t.leaveHelp, rows },
    { verb: "disable", user: id, to: heir?.id ?? null },
  );
}

/** Everything somebody has goes to a colleague, for good: they do something else now, or left. */
export const handOverOrder = (ctx: Ctx, order: HandOver | Leave): Promise<Reply> =>
  order.verb === "leave" ? leave(ctx, order) : handOver(ctx, order);
