import { Reminder } from "../../models";
import type { Reminder as ReminderRecord } from "../../models/shared/entities/reminder";
import type { TimeExpression } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../../server/context";
import { readableAmong } from "../../server/queries/readable";
import { toVisible } from "../../server/queries/toVisible";
import { promptCard } from "../cards/askCards";
import { nameOf } from "../cards/parts";
import { NOTHING, stepIn } from "../draft/askWhen";
import { CONTEXT_MS, type Draft } from "../draft/draft";
import { lastWritten } from "../draft/lastWritten";
import { timeIn, timesIn } from "../draft/timeIn";
import { customerInTalk } from "../draft/resolve";
import { reply, type Reply } from "../reply";
import { reminder } from "./reminder";

/** The reminder that was set or rang last, while it is fresh. */
async function lastReminder(ctx: Ctx): Promise<ReminderRecord | null> {
  const since = { $gte: new Date(ctx.now.getTime() - CONTEXT_MS) };
  const fresh = { owner: ctx.actor.id, $or: [{ createdAt: since }, { remindedAt: since }] };
  const row = await Reminder.findOne({ $and: [readableAmong(ctx, "reminder"), fresh] })
    .sort({ updatedAt: -1, _id: -1 })
    .lean<StoredRow>();
  return row ? toVisible(ctx, "reminder")(row) : null;
}

/** 后天也提醒 after one at three: at three again, unless another hour stands elsewhere in the words. */
function atSameTime(said: Draft, last: ReminderRecord): TimeExpression | undefined {
  const [due, ...others] = timesIn(said);
  if (!due || due.at || due.time || due.kind !== "point") return due;
  const time = others.find((other) => other.time)?.time ?? last.time;
  return time ? { ...due, time } : due;
}

/** A reminder of the words given; they were said before, or are made up of the customer's name. */
function asking(said: Draft, about: { text: string; customer: string | null; due: TimeExpression | undefined }): Draft {
  const source = { text: said.text, start: 0, end: said.text.length };
  const step = { text: { value: about.text, source, computed: true }, ...(about.due ? { due: about.due } : {}) };
  const matters = [{ ...NOTHING, nextActions: [step] }];
  const choices: Draft["choices"] = about.customer ? { "0": { customer: about.customer, contact: null } } : {};
  return { ...said, choices, reading: { ...said.reading, intent: "create_task", explicitReminder: true, matters } };
}

/** 还有后天也提醒一下: what was to be reminded of last, once more. Else it is the customer in talk who is to be called; of nobody it is asked what. */
export async function remindAgain(ctx: Ctx, said: Draft): Promise<Reply> {
  const last = await lastReminder(ctx);
  if (last) {
    const { text, customer } = last;
    return reminder(ctx, asking(said, { text, customer, due: atSameTime(said, last) }));
  }
  const inTalk = await customerInTalk(ctx);
  if (!inTalk) return reply(promptCard(t.reminder.whatTitle, t.reminder.whatHelp));
  const text = t.reminder.defaultStep(nameOf(inTalk));
  return reminder(ctx, asking(said, { text, customer: inTalk.id, due: timeIn(said) }));
}

/** 再来一个: another reminder behind a reminder; of anything else it has to be said what. */
export async function again(ctx: Ctx, said: Draft): Promise<Reply> {
  const written = await lastWritten(ctx);
  const isReminder = written !== null && stepIn(written) !== undefined && !written.reading.matters[0]?.followUp;
  if (isReminder) return remindAgain(ctx, said);
  const inTalk = await customerInTalk(ctx);
  return reply(promptCard(t.other.againTitle, t.other.againHelp(inTalk ? nameOf(inTalk) : t.other.someCustomer)));
}
