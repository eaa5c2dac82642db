import { t } from "../../models/shared/text/zhCN/chat";
import { rightsTalk as r } from "../../models/shared/text/zhCN/rightsTalk";
import { sellingTalk as s } from "../../models/shared/text/zhCN/sellingTalk";
import { formatFen } from "../../models/shared/values/money";
import { createAccessGrant } from "../../server/commands/accessGrant/createAccessGrant";
import { revokeAccessGrant } from "../../server/commands/accessGrant/revokeAccessGrant";
import { transferCustomer } from "../../server/commands/customer/transferCustomer";
import { restoreRecord } from "../../server/commands/records/restoreRecord";
import { setTarget } from "../../server/commands/target/setTarget";
import type { Ctx } from "../../server/context";
import { findUserNames } from "../../server/queries/findNames";
import { findReadable } from "../../server/queries/findReadable";
import { readAttainment } from "../../server/queries/readAttainment";
import type { OrderStep } from "../actions";
import { noteCard } from "../cards/askCards";
import { fitTitle, nameOf, openCustomer, row } from "../cards/parts";
import { UNDO_BUTTON_MS } from "../draft/draft";
import { enable } from "../handlers/enable";
import { reply, type Reply } from "../reply";
import { pressDisable, pressHandOver } from "./handOverPresses";
import { pressClaim, pressProtect, pressRelease } from "./poolPresses";
import { assign, convert, orSettled } from "./leadPresses";

const undoButton = (ctx: Ctx) => ({
  text: t.actions.undo,
  action: { kind: "undo", message: String(ctx.source.messageId) } as const,
  lastsMs: UNDO_BUTTON_MS,
});

async function grant(ctx: Ctx, step: Extract<OrderStep, { verb: "grant" }>): Promise<Reply> {
  const customer = await findReadable(ctx, "customer", step.customer);
  const { user: userId, right } = step;
  await createAccessGrant(ctx, {
    ...{ entity: "customer", recordId: customer.id, userId, right },
    endsAt: new Date(step.endsAt),
  });
  const card = { title: fitTitle(r.granted(nameOf(customer))), buttons: [undoButton(ctx), openCustomer(customer)] };
  return { ...reply(card), wrote: true };
}

async function revoke(ctx: Ctx, step: Extract<OrderStep, { verb: "revoke" }>): Promise<Reply> {
  const customer = await findReadable(ctx, "customer", step.customer);
  const { userId } = await revokeAccessGrant(ctx, step.grant);
  const [who] = await findUserNames([userId]);
  const title = fitTitle(r.revoked(who?.[1] ?? "", nameOf(customer)));
  return { ...reply({ title, buttons: [undoButton(ctx), openCustomer(customer)] }), wrote: true };
}

async function setAsked(ctx: Ctx, step: Extract<OrderStep, { verb: "target" }>): Promise<Reply> {
  const { period, amount } = await setTarget(ctx, step);
  const { rows } = await readAttainment(ctx, period);
  const name = rows.find(({ id }) => id === step.subject)?.name ?? "";
  const card = {
    title: fitTitle(s.setDone(name)),
    rows: [row(s.rows.period, period), row(s.rows.target, formatFen(amount))],
    buttons: [undoButton(ctx), { text: s.open, path: "/selling" }],
  };
  return { ...reply(card), wrote: true };
}

/** Does what a card about rights asked to confirm. */
export async function pressOrder(ctx: Ctx, step: OrderStep): Promise<Reply> {
  const closedAs = t.closed.confirmed;
  switch (step.verb) {
    case "grant":
      return { ...(await grant(ctx, step)), closedAs };
    case "revoke":
      return { ...(await revoke(ctx, step)), closedAs };
    case "transfer": {
      const customer = await transferCustomer(ctx, { id: step.customer, owner: step.user });
      const card = { title: fitTitle(r.transferred(nameOf(customer))), buttons: [undoButton(ctx)] };
      return { ...reply(card), wrote: true, closedAs };
    }
    case "target":
      return { ...(await setAsked(ctx, step)), closedAs };
    case "handOver":
      return { ...(await pressHandOver(ctx, step)), closedAs };
    case "disable":
      return { ...(await pressDisable(ctx, step)), closedAs };
    case "enable":
      return { ...(await enable(ctx, step.user)), closedAs: r.enable.closed };
    case "protect":
      return { ...(await pressProtect(ctx, step)), closedAs };
    case "claim":
      return { ...(await pressClaim(ctx, step.customers)), closedAs };
    case "release":
      return { ...(await pressRelease(ctx, step)), closedAs };
    case "assignLead":
      return { ...(await orSettled(assign(ctx, step))), closedAs };
    case "convert":
      return orSettled(convert(ctx, step));
    case "restore": {
      const customer = await restoreRecord(ctx, "customer", step.customer);
      const card = { title: fitTitle(r.restored(nameOf(customer))), buttons: [openCustomer(customer)] };
      return { ...reply(card), closedAs };
    }
  }
}

export const dropOrder = (): Reply => ({ ...reply(noteCard(r.cancelled)), closedAs: t.closed.cancelled });
