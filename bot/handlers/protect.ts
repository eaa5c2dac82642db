import type { Customer } from "../../models/shared/entities/customer";
import { t } from "../../models/shared/text/zhCN/chat";
import { poolTalk as p } from "../../models/shared/text/zhCN/poolTalk";
import { dayOf, formatInstant } from "../../models/shared/values/day";
import type { Ctx } from "../../server/context";
import { authorizeCreate, may } from "../../server/policies";
import { NO_MENTION } from "../../server/queries/match/types";
import { findCollision } from "../../server/queries/findCollision";
import { findReadable } from "../../server/queries/findReadable";
import { listProtected } from "../../server/queries/listProtected";
import { readPoolRules } from "../../server/queries/readSetting";
import type { OrderStep } from "../actions";
import { takenCard } from "../cards/accessCards";
import { noteCard } from "../cards/askCards";
import { fitRows, fitText, fitTitle, nameOf, openCustomer, row } from "../cards/parts";
import { pooledCard } from "../cards/poolCards";
import type { Draft } from "../draft/draft";
import { reply, type Reply } from "../reply";
import { confirmCard } from "./confirmCard";
import { customersCalled } from "./customersCalled";
import { noOne, showSeveral } from "./showCustomer";

/** 海川科技 设备采购: whom, and what for. */
function readWords(rest: string): { name: string; protectedFor: string | null } {
  const [name = "", ...others] = rest.trim().split(/[\s，,]+/u);
  return { name, protectedFor: others.join(" ").slice(0, 80) || null };
}

/** What is protected among one's own, or one's team's, the first to end first. */
async function list(ctx: Ctx): Promise<Reply> {
  const found = await listProtected(ctx);
  if (found.length === 0) return reply(noteCard(p.noneProtected, p.noneProtectedHelp));
  const rows = found.map(({ customer, ownerName }) => {
    const until = customer.protectedUntil ? formatInstant(customer.protectedUntil, dayOf(ctx.now)) : "";
    return row(ownerName, `${nameOf(customer)} ${p.until(until)}`);
  });
  const button = { text: t.actions.open, path: "/pool?view=protected" };
  return reply({ title: fitTitle(p.protectedTitle(found.length)), rows: fitRows(rows), buttons: [button] });
}

async function propose(shown: { name: string; isNew: boolean }, step: OrderStep & { verb: "protect" }) {
  const { protectDays } = await readPoolRules();
  const rows = [
    row(t.rows.customer, shown.isNew ? t.values.newCustomer(shown.name) : shown.name),
    ...(step.protectedFor ? [row(p.rows.project, step.protectedFor)] : []),
    row(p.rows.protection, p.days(protectDays)),
  ];
  return confirmCard({ title: p.protectTitle, rows }, step);
}

/** Reported before: how long it lasts, and the way to more. */
function protectedCard(ctx: Ctx, customer: Customer): Reply {
  const { protectedUntil } = customer;
  const isOn = protectedUntil !== null && protectedUntil > ctx.now;
  const until = protectedUntil ? formatInstant(protectedUntil, dayOf(ctx.now)) : "";
  return reply({
    title: fitTitle(isOn ? p.isProtected(nameOf(customer)) : p.wasProtected(nameOf(customer))),
    text: fitText(p.extendHelp),
    rows: [row(p.rows.end, until), ...(customer.protectedFor ? [row(p.rows.project, customer.protectedFor)] : [])],
    buttons: [
      { text: p.askExtend, style: "primary", action: { kind: "extend", customer: customer.id } },
      openCustomer(customer),
    ],
  });
}

/** A company nobody has is made and protected at once; one that a colleague has says no more than that. */
async function proposeNew(ctx: Ctx, said: { name: string; protectedFor: string | null }): Promise<Reply> {
  const mention = { ...NO_MENTION, company: said.name };
  const collision = await findCollision(ctx, mention);
  if (collision?.kind === "taken") return reply(takenCard(mention));
  if (collision) return reply(pooledCard(collision.id ? await findReadable(ctx, "customer", collision.id) : null));
  return propose({ name: said.name, isNew: true }, { verb: "protect", customer: null, ...said });
}

/** `/报备 海川科技 设备采购`: confirmed once; `/报备` alone lists what is protected. */
export async function protect(ctx: Ctx, { reading }: Draft): Promise<Reply> {
  authorizeCreate(ctx.actor, "customer");
  const said = readWords(reading.rest);
  if (said.name === "") return list(ctx);
  const called = await customersCalled(ctx, said.name);
  const own = called.filter((record) => may(ctx.actor, "extend", { entity: "customer", record }));
  const [customer, ...others] = own;
  if (!customer) return proposeNew(ctx, said);
  if (others.length > 0) return showSeveral(said.name, own.map(noOne));
  if (customer.protectedUntil) return protectedCard(ctx, customer);
  return propose({ name: nameOf(customer), isNew: false }, { verb: "protect", customer: customer.id, ...said });
}
