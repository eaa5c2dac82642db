import { Customer } from "../../models";
import type { CardRow } from "../../models/shared/contracts/card";
import { entities } from "../../models/shared/entities";
import { promiseText } from "../../models/shared/text/zhCN/promises";
import { rightsText } from "../../models/shared/text/zhCN/rights";
import { rightsTalk as r } from "../../models/shared/text/zhCN/rightsTalk";
import { bareCompany } from "../../models/shared/values/companyName";
import { sayPromise } from "../../models/shared/values/promise";
import { titleOf, titlePaths } from "../../models/storedRecord";
import type { OutboxRow } from "../../models/system/outboxEvent";
import { AccessGrant, type AccessGrantRow } from "../../models/system/accessGrant";
import { createCtx } from "../../server/createCtx";
import type { Listener } from "../../server/events/dispatchOutbox";
import { loadActor } from "../../server/loadActor";
import { presentEnd } from "../../server/presenters/presentAccess";
import { findUserNames } from "../../server/queries/findNames";
import { listPromises } from "../../server/queries/listPromises";
import { fitTitle, row } from "../cards/parts";
import type { BotDeps } from "../deps";
import { changesOf, countIn, tell } from "./tell";

const nameOfUser = async (id: string) => (await findUserNames([id]))[0]?.[1] ?? "";
const open = (customer: string) => [{ text: rightsText.open, path: `/customers/${customer}` }];

const findCustomer = (id: string) =>
  Customer.findOne({ _id: id }, { ...titlePaths(entities.customer), owner: 1 }).lean();

/** Both sides of a grant are told: who may look now, and who the customer belongs to. */
export const accessGranted = (bot: BotDeps): Listener => ({
  on: ["accessGrant.created"],
  async react(event) {
    const grant = await AccessGrant.findOne({ _id: event.recordId }).lean<AccessGrantRow>();
    const customer = await findCustomer(grant?.customer ?? "");
    if (!grant || !customer) return;
    const [by, name] = [await nameOfUser(grant.grantedBy), titleOf(entities.customer, customer)];
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

/** The same two, when it is taken back or given up before its end. */
export const accessRevoked = (bot: BotDeps): Listener => ({
  on: ["accessGrant.revoked"],
  async react(event) {
    const grant = await AccessGrant.findOne({ _id: event.recordId }).lean<AccessGrantRow>();
    const customer = await findCustomer(grant?.customer ?? "");
    if (!grant || !customer) return;
    const [by, who] = [await nameOfUser(event.actorId), await nameOfUser(grant.userId)];
    const name = titleOf(entities.customer, customer);
    await tell(bot, event, { user: grant.userId, card: { title: fitTitle(r.toldRevoked(by, name)) } });
    if (!customer.owner || customer.owner === grant.userId) return;
    const owners = { title: fitTitle(r.toldOwnerRevoked(by, who, name)), buttons: open(customer._id) };
    await tell(bot, event, { user: customer.owner, card: owners });
  },
});

/** Whoever gets a customer learns of it, and so does whoever had it; those of a leaver are told in one card. */
export const customerTransferred = (bot: BotDeps): Listener => ({
  on: ["customer.transferred"],
  async react(event) {
    const customer = await findCustomer(event.recordId);
    if (!customer?.owner || event.source === "job" || (await isLeavers(event))) return;
    const [by, name] = [await nameOfUser(event.actorId), titleOf(entities.customer, customer)];
    const got = { title: fitTitle(r.toldTransferred(by, name)), buttons: open(customer._id) };
    await tell(bot, event, { user: customer.owner, card: got });
    const former = changesOf(event).get("owner")?.oldValue;
    if (typeof former === "string")
      await tell(bot, event, { user: former, card: { title: fitTitle(r.toldMoved(by, name)) } });
  },
});

/** The former owner is out: their whole hand-over is told at once. */
async function isLeavers(event: OutboxRow): Promise<boolean> {
  const former = changesOf(event).get("owner")?.oldValue;
  return typeof former === "string" && (await loadActor(former, event.at)) === null;
}

const MOST_PROMISES = 4;

/** What was promised to or by the customers that came with it, as far as the card has room. */
async function promisesOf(bot: BotDeps, event: OutboxRow, heir: string): Promise<CardRow[]> {
  const actor = await loadActor(heir, bot.deps.clock.now());
  if (!actor) return [];
  const ctx = createCtx(bot.deps, { actor, source: { kind: "job", messageId: null }, requestId: event._id });
  const came = await Customer.find({ owner: heir, ownedSince: event.at }, titlePaths(entities.customer)).lean();
  const names = new Map(came.map((row) => [row._id, titleOf(entities.customer, row)]));
  const promises = (await listPromises(ctx, { owner: heir })).filter(({ customer }) => names.has(customer));
  return promises
    .slice(0, MOST_PROMISES)
    .map((one) => row(promiseText.row, r.promised(bareCompany(names.get(one.customer) ?? ""), sayPromise(one))));
}

/** What a leaver had is somebody else's now, open promises included. */
export const leaverHandedOver = (bot: BotDeps): Listener => ({
  on: ["user.handedOver"],
  async react(event) {
    const to = changesOf(event).get("to")?.newValue;
    if (typeof to !== "string") return;
    const title = fitTitle(r.toldHandedOver(await nameOfUser(event.recordId)));
    const text = r.handedOver(countIn(event, "customers"), countIn(event, "reminders"), countIn(event, "promises"));
    const rows = await promisesOf(bot, event, to);
    const buttons = [{ text: rightsText.open, path: "/today" }];
    await tell(bot, event, { user: to, card: { title, text, rows, buttons } });
  },
});
