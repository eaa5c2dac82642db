import { t } from "../../models/shared/text/zhCN/chat";
import { dayOf, formatDay, formatInstant } from "../../models/shared/values/day";
import { teachName } from "../../server/commands/names/teachName";
import { createRecord } from "../../server/commands/records";
import type { Ctx } from "../../server/context";
import { planReminder } from "../../server/calendar/planReminder";
import { findReadable } from "../../server/queries/findReadable";
import type { Action } from "../actions";
import { noteCard, promptCard } from "../cards/askCards";
import { fitButton, fitTitle, nameOf, openCustomer, row } from "../cards/parts";
import { UNDO_BUTTON_MS } from "../draft/draft";
import { findWritten } from "../draft/lastWritten";
import { attachTo } from "../handlers/files";
import { undoOne } from "../handlers/undo";
import { reply, type Reply } from "../reply";
import { pressApproval } from "./approvalPresses";
import { pressAccess } from "./accessPresses";
import { pressDraft } from "./draftPresses";
import { dropOrder, pressOrder } from "./orderPresses";
import { pressPool } from "./poolPresses";
import { isLeadAction, pressLead } from "./leadPresses";
import { pressReminder } from "./reminderPresses";
import { isWarningAction, pressWarning } from "./warningPresses";
import { isVisitAction, pressVisit } from "./visitPresses";

/** A next step on the day that was tapped. */
async function planStep(ctx: Ctx, pressed: Extract<Action, { kind: "plan" }>): Promise<Reply> {
  const customer = await findReadable(ctx, "customer", pressed.customer);
  const { day, text } = pressed;
  const planned = planReminder({ from: day, to: day, kind: "point" }, { now: ctx.now, explicit: false });
  if ("refused" in planned)
    return { ...reply(promptCard(t.reminder.past, t.reminder.pastHelp)), closedAs: t.closed.expired };
  const reminder = await createRecord(ctx, "reminder", {
    customer: customer.id,
    text: text.slice(0, 200),
    dueFrom: day,
    dueTo: day,
    remindAt: planned.remindAt,
  });
  const today = dayOf(ctx.now);
  return {
    cards: [
      {
        title: fitTitle(t.reminder.planned(nameOf(customer))),
        rows: [
          row(t.rows.nextStep, reminder.text),
          row(t.rows.due, formatDay(day, today)),
          row(t.rows.remind, formatInstant(reminder.remindAt, today)),
        ],
        buttons: [
          {
            text: t.actions.undo,
            action: { kind: "undo", message: String(ctx.source.messageId) },
            lastsMs: UNDO_BUTTON_MS,
          },
          openCustomer(customer),
        ],
      },
    ],
    wrote: true,
    about: customer.id,
    closedAs: fitButton(t.closed.planned(formatDay(day, today).slice(0, 5))),
  };
}

async function editSaved(ctx: Ctx, message: string): Promise<Reply> {
  const target = await findWritten(ctx, message);
  if (!target) return { ...reply(noteCard(t.correct.nothing, t.correct.nothingHelp)), closedAs: t.closed.expired };
  return {
    cards: [promptCard(t.ask.editTitle, t.ask.editHelp)],
    question: { kind: "editSaved", message },
    closedAs: t.closed.editing,
  };
}

/** Does what a button stands for. */
export async function press(ctx: Ctx, pressed: Action): Promise<Reply> {
  if (isLeadAction(pressed)) return pressLead(ctx, pressed);
  if (isWarningAction(pressed)) return pressWarning(ctx, pressed);
  if (isVisitAction(pressed)) return pressVisit(ctx, pressed);
  switch (pressed.kind) {
    case "confirm":
    case "cancel":
    case "edit":
    case "choose":
    case "pick":
    case "chooseDay":
    case "chooseDeal":
      return pressDraft(ctx, pressed);
    case "completeReminder":
    case "postponeReminder":
    case "postponeTo":
    case "askTime":
    case "dropReminder":
      return pressReminder(ctx, pressed);
    case "approveMove":
    case "askRefusal":
    case "refuseMove":
      return pressApproval(ctx, pressed);
    case "requestAccess":
    case "answerAccess":
      return pressAccess(ctx, pressed);
    case "claim":
    case "release":
    case "extend":
    case "giveBack":
      return pressPool(ctx, pressed);
    case "order":
      return pressOrder(ctx, pressed.step);
    case "dropOrder":
      return dropOrder();
    case "undo":
      return undoOne(ctx, pressed.message);
    case "editSaved":
      return editSaved(ctx, pressed.message);
    case "remember":
      await teachName(ctx, { ...pressed, words: pressed.mention, kind: "said", messageId: pressed.message });
      return { cards: [noteCard(t.closed.remembered)], closedAs: t.closed.remembered };
    case "plan":
      return planStep(ctx, pressed);
    case "attach":
      return attachTo(ctx, pressed);
    case "say":
      // Read as a sentence when it was interpreted; a plan never holds it as a press.
      throw new Error("a sentence button reached the presses");
  }
}
