import type { Customer } from "../../models/shared/entities/customer";
import { t } from "../../models/shared/text/zhCN/chat";
import { dayOf, formatInstant } from "../../models/shared/values/day";
import { poolTalk as p } from "../../models/shared/text/zhCN/poolTalk";
import { claimCustomer } from "../../server/commands/customer/claimCustomer";
import { extendProtection } from "../../server/commands/customer/extendProtection";
import { protectCustomer, reportCustomer } from "../../server/commands/customer/protectCustomer";
import { releaseCustomer } from "../../server/commands/customer/releaseCustomer";
import { transferCustomer } from "../../server/commands/customer/transferCustomer";
import type { Ctx } from "../../server/context";
import { AppError } from "../../server/errors";
import { findReadable } from "../../server/queries/findReadable";
import type { Action, OrderStep } from "../actions";
import { fitRows, fitText, fitTitle, nameOf, openCustomer, row } from "../cards/parts";
import { UNDO_BUTTON_MS } from "../draft/draft";
import { showOne } from "../handlers/showCustomer";
import type { DraftButton, Reply } from "../reply";

const undoButton = (ctx: Ctx): DraftButton => ({
  text: t.actions.undo,
  action: { kind: "undo", message: String(ctx.source.messageId) },
  lastsMs: UNDO_BUTTON_MS,
});

/** One after another: who was taken meanwhile is passed over. */
async function claimAll(ctx: Ctx, ids: string[]): Promise<{ claimed: Customer[]; missed: AppError[] }> {
  const claimed: Customer[] = [];
  const missed: AppError[] = [];
  for (const id of ids) {
    try {
      claimed.push(await claimCustomer(ctx, { id }));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "not_in_pool") throw error;
      missed.push(error);
    }
  }
  return { claimed, missed };
}

/** Takes customers out of the pool; of one alone everything there is is shown at once. */
export async function pressClaim(ctx: Ctx, ids: string[]): Promise<Reply> {
  const { claimed, missed } = await claimAll(ctx, ids);
  const [first, ...others] = claimed;
  if (!first) throw missed[0] ?? new AppError("not_found");
  const done = { wrote: true, closedAs: p.taken } as const;
  if (others.length === 0 && missed.length === 0) {
    const { cards, about } = await showOne(ctx, first);
    const shown = cards.map((card) => ({
      ...card,
      title: fitTitle(p.claimed(nameOf(first))),
      buttons: [undoButton(ctx), ...(card.buttons ?? [])],
    }));
    return { ...done, cards: shown, about: about ?? null };
  }
  const card = {
    title: fitTitle(p.claimedMany(claimed.length)),
    ...(missed.length > 0 ? { text: fitText(p.missed(missed.length)) } : {}),
    rows: fitRows(claimed.map((customer, place) => row(p.place(place + 1), nameOf(customer)))),
    buttons: [undoButton(ctx), { text: t.actions.customers, path: "/customers" }],
  };
  return { ...done, cards: [card] };
}

/** Puts a customer back into the pool. */
export async function pressRelease(
  ctx: Ctx,
  { customer: id, reason }: { customer: string; reason: string },
): Promise<Reply> {
  const customer = await releaseCustomer(ctx, { id, reason });
  const card = {
    title: fitTitle(p.released(nameOf(customer))),
    rows: [row(p.rows.reason, reason)],
    buttons: [undoButton(ctx)],
  };
  return { cards: [card], wrote: true, closedAs: p.given };
}

const untilRow = (ctx: Ctx, { protectedUntil }: Customer) =>
  row(p.rows.end, protectedUntil ? formatInstant(protectedUntil, dayOf(ctx.now)) : t.values.none);

/** Reports a customer one has, or a company nobody has. */
export async function pressProtect(
  ctx: Ctx,
  { customer: id, name, protectedFor }: Extract<OrderStep, { verb: "protect" }>,
): Promise<Reply> {
  const customer = id
    ? await protectCustomer(ctx, { id, protectedFor })
    : await reportCustomer(ctx, { name, protectedFor });
  const card = {
    title: fitTitle(p.protected(nameOf(customer))),
    rows: [untilRow(ctx, customer), ...(protectedFor ? [row(p.rows.project, protectedFor)] : [])],
    buttons: [undoButton(ctx), openCustomer(customer)],
  };
  return { cards: [card], wrote: true, about: customer.id };
}

/** A manager protects at once; a rep asks one. */
async function pressExtend(ctx: Ctx, id: string): Promise<Reply> {
  const before = await findReadable(ctx, "customer", id);
  const customer = await extendProtection(ctx, { id });
  const isDone = customer.version !== before.version;
  const title = isDone ? p.extended(nameOf(customer)) : p.asked(nameOf(customer));
  const card = {
    title: fitTitle(title),
    ...(isDone ? { rows: [untilRow(ctx, customer)] } : { text: p.askedHelp }),
    buttons: [undoButton(ctx), openCustomer(customer)],
  };
  return { cards: [card], wrote: true, closedAs: p.askKeep };
}

/** Back to whom they were taken from, as far as nobody else has them by now. */
async function giveBack(ctx: Ctx, { customers, owner }: Extract<Action, { kind: "giveBack" }>): Promise<Reply> {
  const given: Customer[] = [];
  for (const id of customers) {
    const customer = await findReadable(ctx, "customer", id);
    if (customer.owner === null) given.push(await transferCustomer(ctx, { id, owner }));
  }
  const missed = customers.length - given.length;
  const card = {
    title: fitTitle(p.givenBack(given.length)),
    ...(missed > 0 ? { text: fitText(p.missed(missed)) } : {}),
    rows: fitRows(given.map((customer, place) => row(p.place(place + 1), nameOf(customer)))),
    buttons: given.length > 0 ? [undoButton(ctx)] : [],
  };
  return { cards: [card], ...(given.length > 0 ? { wrote: true as const } : {}), closedAs: p.gaveBack };
}

/** A tap on a card about the public pool. */
export function pressPool(
  ctx: Ctx,
  pressed: Extract<Action, { kind: "claim" | "release" | "extend" | "giveBack" }>,
): Promise<Reply> {
  switch (pressed.kind) {
    case "claim":
      return pressClaim(ctx, pressed.customers);
    case "release":
      return pressRelease(ctx, pressed);
    case "extend":
      return pressExtend(ctx, pressed.customer);
    case "giveBack":
      return giveBack(ctx, pressed);
  }
}
