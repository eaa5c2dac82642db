import { Reminder } from "../../models";
import type { Reminder as ReminderRecord } from "../../models/shared/entities/reminder";
import type { TimeExpression } from "../../models/shared/contracts/extraction";
import { reminderTalk as t } from "../../models/shared/text/zhCN/reminderTalk";
import { dayOf, timeOf } from "../../models/shared/values/day";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../../server/context";
import { resolveTimes } from "../../server/extractor/rules/times/resolveTimes";
import { NO_MENTION, type CustomerMention } from "../../server/queries/match/types";
import { matchCustomers } from "../../server/queries/matchCustomers";
import { namesInText } from "../../server/queries/namesInText";
import { toVisible } from "../../server/queries/toVisible";

/** 取消对账的提醒; 刘姐的提醒改成下午4点. `what` may be empty. */
export interface ReminderOrder {
  what: string;
  /** The words that say when instead; null where it is called off. */
  when: string | null;
}

/** Nobody has more of them ahead than can be told apart by words. */
const MOST = 300;

/** What a sentence wants of a reminder still ahead; null where it wants nothing of one. */
export function reminderOrderIn(text: string, now: Date): ReminderOrder | null {
  const words = text.trim();
  const cancelled = t.cancel.map((pattern) => pattern.exec(words)?.groups?.what).find((what) => what !== undefined);
  if (cancelled !== undefined) return { what: cancelled, when: null };
  const moved = t.move.exec(words)?.groups as { what: string; when: string } | undefined;
  return moved && isTimeAlone(moved.when, now) ? moved : null;
}

function isTimeAlone(when: string, now: Date): boolean {
  const [time] = resolveTimes(when, now);
  return time?.source.start === 0 && t.onlyTime.test(when.slice(time.source.end));
}

const falls = (reminder: ReminderRecord, time: TimeExpression) => {
  const first = reminder.dueFrom ?? dayOf(reminder.remindAt);
  const clock = time.time ?? null;
  const isThen = first <= time.to && (reminder.dueTo ?? first) >= time.from;
  return isThen && (clock === null || clock === reminder.time || clock === timeOf(reminder.remindAt));
};

async function called(ctx: Ctx, mention: Partial<CustomerMention>): Promise<string[]> {
  const candidates = await matchCustomers(ctx, { ...NO_MENTION, ...mention });
  return candidates.filter(({ isSure }) => isSure).map(({ customer }) => customer.id);
}

/** Whom the words name, by id. */
async function customersIn(ctx: Ctx, words: string): Promise<string[]> {
  const found = await called(ctx, { name: words });
  for (const { name, kind } of await namesInText(ctx, words)) {
    found.push(...(await called(ctx, kind === "company" ? { company: name } : { name })));
  }
  return found;
}

/** The actor's reminders still ahead which the words mean, the next first: all of a house's, else by what they say, else by whose they are; a time narrows. */
export async function remindersMeant(ctx: Ctx, { what }: ReminderOrder): Promise<ReminderRecord[]> {
  const rows = await Reminder.find({ owner: ctx.actor.id, state: "open", archivedAt: null })
    .sort({ remindAt: 1, _id: 1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  const times = resolveTimes(what, ctx.now);
  const words = times.reduce((left, { source }) => left.replace(source.text, ""), what).replace(t.filler, "");
  const open = rows.map(toVisible(ctx, "reminder")).filter((reminder) => times.every((time) => falls(reminder, time)));
  if (words === "") return open;
  const said = open.filter(({ text }) => text.includes(words));
  const houses = await called(ctx, { company: words });
  if (said.length > 0 && houses.length === 0) return said;
  const whose = houses.length > 0 ? houses : await customersIn(ctx, words);
  return open.filter((reminder) => said.includes(reminder) || whose.includes(reminder.customer ?? ""));
}
