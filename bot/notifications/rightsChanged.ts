import { Customer } from "../../models";
import { rightsText } from "../../models/shared/text/zhCN/rights";
import { rightsTalk as r } from "../../models/shared/text/zhCN/rightsTalk";
import type { OutboxRow } from "../../models/system/outboxEvent";
import { AccessGrant, type AccessGrantRow } from "../../models/system/accessGrant";
import { openJson } from "../../models/vault";
import { createCtx } from "../../server/createCtx";
import type { Listener } from "../../server/events/dispatchOutbox";
import type { EventBody } from "../../server/events/saveWithEvent";
import { loadActor } from "../../server/loadActor";
import { presentEnd } from "../../server/presenters/presentAccess";
import { findUserNames } from "../../server/queries/findNames";
import { fitTitle, row } from "../cards/parts";
import type { BotDeps } from "../deps";
import { sendCard } from "../outgoing";
import type { DraftCard } from "../reply";
import { reach } from "./recipients";

/** A card to one colleague; once for each event, however often it is told. */
async function tell(bot: BotDeps, event: OutboxRow, { user, card }: { user: string; card: DraftCard }): Promise<void> {
  const actor = user === event.actorId ? null : await loadActor(user, bot.deps.clock.now());
  const to = actor && (await reach(bot, user));
  if (!actor || !to) return;
  const ctx = createCtx(bot.deps, { actor, source: { kind: "job", messageId: null }, requestId: event._id });
  await sendCard(ctx, to, { ...card, _id: `${event._id}-${user}` });
}

const nameOfUser = async (id: string) => (await findUserNames([id]))[0]?.[1] ?? "";
const open = (customer: string) => [{ text: rightsText.open, path: `/customers/${customer}` }];

/** Both sides of a grant are told: who may look now, and who the customer belongs to. */
export const accessGranted = (bot: BotDeps): Listener => ({
  on: ["accessGrant.created"],
  async react(event) {
    const grant = await AccessGrant.findOne({ _id: event.recordId }).lean<AccessGrantRow>();
    const customer = await Customer.findOne({ _id: grant?.customer ?? "" }, { name: 1, owner: 1 }).lean();
    if (!grant || !customer) return;
    const [by, name] = [await nameOfUser(grant.grantedBy), String(customer.name)];
    const rows = [
      row(r.rows.right, rightsText.rightNames[grant.right]),
      row(r.rows.until, presentEnd(grant.endsAt, event.at)),
    ];
    const card = { title: fitTitle(r.toldGranted(by, name)), rows, buttons: open(customer._id) };
    await tell(bot, event, { user: grant.userId, card });
    if (!customer.owner || customer.owner === grant.userId) return;
    const who = row(r.rows.who, await nameOfUser(grant.userId));
    const owners = { title: fitTitle(r.toldOwner(by, name)), rows: [who, ...rows], buttons: open(customer._id) };
    await tell(bot, event, { user: customer.owner, card: owners });
  },
});

/** Whoever gets a customer learns of it, and so does whoever had it; those of a leaver are told in one card. */
export const customerTransferred = (bot: BotDeps): Listener => ({
  on: ["customer.transferred"],
  async react(event) {
    const customer = await Customer.findOne({ _id: event.recordId }, { name: 1, owner: 1 }).lean();
    if (!customer?.owner || event.source === "job" || (await isLeavers(event))) return;
    const [by, name] = [await nameOfUser(event.actorId), String(customer.name)];
    const got = { title: fitTitle(r.toldTransferred(by, name)), buttons: open(customer._id) };
    await tell(bot, event, { user: customer.owner, card: got });
    const former = changesOf(event).get("owner")?.oldValue;
    if (typeof former === "string")
      await tell(bot, event, { user: former, card: { title: fitTitle(r.toldMoved(by, name)) } });
  },
});

const changesOf = (event: OutboxRow) =>
  new Map(
    openJson<EventBody>(event.sealedChanges).changes.map(({ field, oldValue, newValue }) => [
      field,
      { oldValue, newValue },
    ]),
  );

/** The former owner is out: their whole hand-over is told at once. */
async function isLeavers(event: OutboxRow): Promise<boolean> {
  const former = changesOf(event).get("owner")?.oldValue;
  return typeof former === "string" && (await loadActor(former, event.at)) === null;
}

/** What a leaver had is somebody else's now, open promises included. */
export const leaverHandedOver = (bot: BotDeps): Listener => ({
  on: ["user.handedOver"],
  async react(event) {
    const changes = changesOf(event);
    const to = changes.get("to")?.newValue;
    if (typeof to !== "string") return;
    const title = fitTitle(r.toldHandedOver(await nameOfUser(event.recordId)));
    const text = r.handedOver(Number(changes.get("customers")?.newValue), Number(changes.get("reminders")?.newValue));
    await tell(bot, event, { user: to, card: { title, text, buttons: [{ text: rightsText.open, path: "/today" }] } });
  },
});
