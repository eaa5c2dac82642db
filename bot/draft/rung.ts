import { Reminder } from "../../models";
import type { TimeExpression } from "../../models/shared/contracts/extraction";
import { REMINDER_STATES } from "../../models/shared/entities/reminder";
import { ringTalk as t } from "../../models/shared/text/zhCN/ringTalk";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../../server/context";
import { lastMessage } from "./lastMessage";

const DAY_MS = 24 * 60 * 60_000;
/** Whoever comes back from lunch still answers the card they see last. */
const RING_MS = 12 * 60 * 60_000;

/** The actor's reminders that rang since then, the last first; two at most, for of more it is as little known which is meant. */
export function rungSince(ctx: Ctx, since: Date, such: object = {}): Promise<StoredRow[]> {
  // By states and days, as they are indexed: what rings more than a day late is no talk of now.
  const near = { state: { $in: [...REMINDER_STATES] }, remindAt: { $gte: new Date(since.getTime() - DAY_MS) } };
  return Reminder.find({ owner: ctx.actor.id, ...near, remindedAt: { $gte: since }, ...such })
    .sort({ remindedAt: -1, _id: -1 })
    .limit(2)
    .lean<StoredRow[]>();
}

/** Those that rang behind the actor's last message and were not settled. */
export async function rungUnanswered(ctx: Ctx): Promise<StoredRow[]> {
  const since = new Date(ctx.now.getTime() - RING_MS);
  const last = await lastMessage(ctx, since);
  const behind = last?.finishedAt ? new Date(last.finishedAt.getTime() + 1) : since;
  return rungSince(ctx, behind, { state: "open", archivedAt: null });
}

/** 完成了, 不跟了, 推迟到下午3点: what words say of a reminder, where one has just rung. */
export function ringAnswerIn(text: string, [due]: TimeExpression[]): "done" | "dropped" | "later" | null {
  const words = text.trim();
  if (t.done.test(words)) return "done";
  if (t.dropped.test(words)) return "dropped";
  return due && t.later.test(words.replace(due.source.text, "")) ? "later" : null;
}
