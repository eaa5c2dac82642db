import type { Model } from "mongoose";
import type { Card, CardButton } from "../../models/shared/contracts/card";
import { claim } from "../../models/queue";
import { Delivery } from "../../models/system/delivery";
import { HandOver } from "../../models/system/handOver";
import { InboxItem } from "../../models/system/inboxItem";
import { OutboxEvent } from "../../models/system/outboxEvent";
import { PlatformIdentity, User, type UserRow } from "../../models/system/user";
import type { QueueRow } from "../../models/system/queueRow";
import { Warning } from "../../models/system/warning";
import { newId } from "../../models/newId";
import { accept } from "../../bot/accept";
import { checkCard } from "../../bot/card";
import { createDoor } from "../../bot/door";
import { deliver } from "../../bot/deliver";
import type { BotDeps } from "../../bot/deps";
import { acceptInbound } from "../../bot/inbox";
import { createListeners, dispatchEvent } from "../../bot/notifications";
import type { DirectoryUser, InboundContent, Platform, Recipient } from "../../bot/types";
import { workInboxItem } from "../../bot/workInbox";
import { RuleRun } from "../../models/system/rule";
import { tellWarnings } from "../../bot/tellWarnings";
import { workHandOver } from "../../server/commands/customer/workHandOver";
import { runEventRules } from "../../server/commands/rule/runEventRules";
import { runRule } from "../../server/commands/rule/runRule";
import { ringReminders } from "../../server/commands/reminder/ringReminders";
import { skipUnheard } from "../../server/events/dispatchOutbox";
import { createExtractor } from "../../server/extractor/createExtractor";
import type { Job } from "../../server/jobs/job";
import { runIfDue } from "../../server/jobs/runJobs";
import type { Deps } from "../../server/context";
import { carries, openChannel } from "./channels";
import type { Channel } from "./channels/channel";
import { fakeClock, fakeDeps, type FakeClock } from "./ctx";
import { wasWritten, type Rows } from "./db";

export interface ShownCard extends Card {
  id: string;
  to: string;
  groupId: string | null;
  replyPath: string | null;
  closedAs: string | null;
}

/** A platform that shows what it is given and never fails unless told. */
export interface FakePlatform extends Platform {
  shown: ShownCard[];
  members: Map<string, DirectoryUser>;
  /** What its screens lack of what was sent. */
  problems: string[];
}

export function fakePlatform(name = "wecom"): FakePlatform {
  const shown: ShownCard[] = [];
  const members = new Map<string, DirectoryUser>();
  return {
    name,
    shown,
    members,
    problems: [],
    capabilities: { callbackButtons: true, replaceCard: true, places: true },
    limits: { perMinute: 30, perHour: 1000 },
    hooks: {},
    async send(to: Recipient, card: Card, cardId: string) {
      shown.push({ ...card, id: cardId, to: to.userId, groupId: to.groupId, replyPath: to.replyPath, closedAs: null });
      return { externalId: cardId, updateToken: `sent-${cardId}` };
    },
    async closeCard(_to, updateToken, closed) {
      const card = shown.find((one) => updateToken.endsWith(one.id));
      if (card) card.closedAs = closed.as;
    },
    exchangeCode: async (code) => ({ userId: code }),
    signInUrl: () => "https://example.com/",
    signPage: () => Promise.reject(new Error("not in this test")),
    fetchUser: async (userId) => members.get(userId) ?? null,
    fetchDirectory: async () => ({ users: [...members.values()], departments: [], complete: true }),
    publishMenu: async () => undefined,
    downloadMedia: async () => ({ bytes: Buffer.from("sound"), contentType: "audio/amr" }),
  };
}

/** Something whose rows wait to be worked; `work` answers whether more may have waited behind what it did. */
interface Queue {
  model: Rows;
  work(now: Date): Promise<boolean>;
}

async function claimEach<R extends QueueRow>(model: Model<R>, now: Date, work: (row: R) => Promise<void>) {
  const rows = await claim(model, now, { limit: 50 });
  for (const row of rows) await work(row);
  return rows.length > 0;
}

/** Talks to the bot as its users do: says, presses, waits, and looks at what came back. */
export class Chat {
  readonly clock: FakeClock;
  readonly platform: FakePlatform;
  readonly bot: BotDeps;
  readonly files = new Map<string, Buffer>();
  private user = "lilei";
  private groupId: string | null = null;
  private readonly channel: Channel;
  private settledAt: Date | null = null;

  /** Over the channel of the test file. */
  constructor(start?: Date) {
    this.clock = fakeClock(start);
    this.channel = openChannel(this.clock);
    this.platform = this.channel.platform;
    const deps: Deps = { ...fakeDeps(this.clock) };
    deps.extractor = createExtractor({ timeoutMs: 1000 }, { log: deps.log });
    this.bot = {
      deps,
      platforms: new Map([[this.platform.name, this.platform]]),
      files: {
        save: async (name, bytes) => void this.files.set(name, bytes),
        load: async (name) => this.files.get(name) ?? null,
      },
      door: createDoor(),
      isAdmin: (_platform, userId) => userId === "boss",
    };
    this.joins("lilei", "李雷");
  }

  joins(userId: string, name: string, more: Partial<DirectoryUser> = {}): void {
    this.platform.members.set(userId, { userId, name, departmentIds: [], isLeader: false, active: true, ...more });
  }

  /** The user a member becomes with their first message. */
  async userBehind(userId: string): Promise<UserRow> {
    await this.as(userId).delivers(
      carries("entered") ? { kind: "entered" } : { kind: "text", text: "/", spoken: false },
    );
    const identity = await PlatformIdentity.findOne({ key: userId }).lean();
    const user = await User.findOne({ _id: identity?.user }).lean<UserRow>();
    if (!user) throw new Error(`${userId} is not known`);
    return user;
  }

  as(userId: string): this {
    this.user = userId;
    return this;
  }

  /** Where the next messages are said; null is the private chat. */
  inGroup(groupId: string | null): this {
    this.groupId = groupId;
    return this;
  }

  async sends(content: InboundContent, externalId?: string): Promise<ShownCard> {
    await this.delivers(content, externalId);
    return this.lastCard();
  }

  /** The same for what may be left without an answer. */
  async delivers(content: InboundContent, externalId: string = newId()): Promise<void> {
    const doing = { id: externalId, from: this.user, groupId: this.groupId, content };
    await this.channel.hand(doing, (received) => accept(received, this.platform, this.bot));
    await this.settle();
  }

  /** Picks a customer on the page of the mini-app to which a button led. */
  async picks(button: string, customer: string): Promise<ShownCard> {
    const who = { senderId: this.user, conversationId: this.user, groupId: null, replyPath: null };
    const content = { kind: "action", actionId: button, cardId: "", updateToken: null, customer } as const;
    const message = { platform: this.platform.name, externalId: newId(), ...who, sentAt: this.clock.now(), content };
    await acceptInbound(message, this.bot);
    await this.settle();
    return this.lastCard();
  }

  says(text: string, externalId?: string): Promise<ShownCard> {
    return this.sends({ kind: "text", text, spoken: false }, externalId);
  }

  /** Presses a button of the last card that has it. */
  async presses(text: string, card: ShownCard = this.cardWith(text)): Promise<ShownCard> {
    const button = card.buttons.find((one) => one.text === text);
    if (!button || !("actionId" in button)) throw new Error(`no button ${text} on ${JSON.stringify(card)}`);
    return this.sends({ kind: "action", actionId: button.actionId, cardId: card.id, updateToken: `click-${card.id}` });
  }

  /** Works everything there is, in the order a running server would: what came, what fell due, and what waited behind it. */
  async settle(): Promise<void> {
    const now = this.clock.now();
    const isLater = this.settledAt?.getTime() !== now.getTime();
    this.settledAt = now;
    for (let turn = 0, isBusy = true; isBusy; turn += 1) {
      isBusy = false;
      for (const { model, work } of this.queues()) {
        const isNew = wasWritten(model);
        if (!isNew && !(isLater && turn === 0)) continue;
        if (await work(now)) isBusy = true;
        // What it wrote while it found nothing to do is no news.
        else wasWritten(model);
      }
    }
    const wrong = [...this.platform.shown.flatMap((card) => checkCard(card)), ...this.platform.problems];
    if (wrong.length > 0) throw new Error(`a card does not fit: ${wrong.join("; ")}`);
  }

  /** In the order in which a message passes through them. */
  private queues(): Queue[] {
    const { bot } = this;
    const { deps } = bot;
    const listeners = createListeners(bot);
    const hear = async (now: Date) => {
      while (await skipUnheard(listeners)) continue;
      const isHeard = await claimEach(OutboxEvent, now, (event) => dispatchEvent(event, listeners, bot));
      while (await runEventRules(deps)) continue;
      return isHeard;
    };
    return [
      { model: InboxItem, work: (now) => claimEach(InboxItem, now, (item) => workInboxItem(item, bot)) },
      { model: OutboxEvent, work: hear },
      { model: RuleRun, work: (now) => claimEach(RuleRun, now, (run) => runRule(deps, run)) },
      { model: HandOver, work: (now) => claimEach(HandOver, now, (row) => workHandOver(deps, row)) },
      { model: Warning, work: () => tellWarnings(bot) },
      { model: Delivery, work: (now) => claimEach(Delivery, now, (row) => deliver(row, bot)) },
    ];
  }

  /** Moves the clock and lets happen what is due then. */
  async waitsUntil(moment: Date): Promise<void> {
    this.clock.set(moment);
    await ringReminders(this.bot.deps);
    await this.settle();
  }

  /** What the calendar does by itself at this moment. */
  async runs(job: Job): Promise<void> {
    await runIfDue(job, this.bot.deps);
    await this.settle();
  }

  cards(): ShownCard[] {
    return this.platform.shown.filter((card) => card.to === this.user);
  }

  lastCard(): ShownCard {
    const card = this.cards().at(-1);
    if (!card) throw new Error("nothing was answered");
    return card;
  }

  private cardWith(text: string): ShownCard {
    const card = this.cards().findLast((one) => one.buttons.some((button) => button.text === text));
    if (!card) throw new Error(`no card has a button ${text}: ${JSON.stringify(this.lastCard())}`);
    return card;
  }
}

export const buttonTexts = (card: { buttons: CardButton[] }) => card.buttons.map((button) => button.text);

export const valueOf = (card: Card, label: string): string | undefined =>
  card.rows.find((row) => row.label === label)?.value;
