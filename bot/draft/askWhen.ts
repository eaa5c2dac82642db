import type { TimeExpression } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import { promptCard } from "../cards/askCards";
import { nameOf, row } from "../cards/parts";
import type { Reply } from "../reply";
import { concernsDeal } from "./dealWords";
import type { Draft, Matter } from "./draft";
import { moveTime } from "./readCorrection";
import type { Resolution } from "./resolve";

export const NOTHING: Matter = { customers: [], nextActions: [], keywords: [], products: [], competitors: [] };

export const stepIn = ({ reading }: Draft) => reading.matters[0]?.nextActions[0];

/** What to remind of: the step that was read, else all the words. */
export const textOf = (said: Draft) => stepIn(said)?.text.value ?? (said.reading.rest.trim() || said.text.trim());

export const isExplicit = ({ reading }: Draft) => reading.explicitReminder || reading.command === "reminder";

/** Nothing but something to be reminded of was said. */
export const isReminderOnly = (draft: Draft) =>
  isExplicit(draft) &&
  draft.reading.matters.length <= 1 &&
  draft.reading.matters.every((matter) => matter.followUp === undefined && !concernsDeal(matter));

/** A reminder that cannot be set before somebody says when. */
export const lacksTime = (draft: Draft) => isReminderOnly(draft) && !stepIn(draft)?.due;

/** The same with its step as a matter of its own, and due when that was said. */
function withStep(draft: Draft, due?: TimeExpression): Draft {
  const [matter = NOTHING, ...others] = draft.reading.matters;
  const [step, ...later] = matter.nextActions;
  const value = textOf(draft);
  const start = Math.max(0, draft.text.indexOf(value));
  const text = step?.text ?? { value, source: { text: value, start, end: start + value.length } };
  const nextActions = [{ ...step, text, ...(due ? { due } : {}) }, ...later];
  return { ...draft, reading: { ...draft.reading, matters: [{ ...matter, nextActions }, ...others] } };
}

/** The reminder that was asked about, with the time that was answered; its words are added to its text. */
export function withTime(draft: Draft, due: TimeExpression, words: string): Draft {
  const moved = moveTime(due, draft.text.length + 1);
  const timed = withStep(draft, moved);
  return { ...timed, text: `${draft.text}\n${words}`, reading: { ...timed.reading, explicitReminder: true } };
}

/** Asks when. Whose it is, where several are called so, is asked once it is set: a reminder nobody finished naming rings all the same. */
export function askWhen(said: Draft, resolution: Resolution): Reply {
  const draft = withStep(said);
  const who =
    resolution.kind === "one"
      ? [nameOf(resolution.customer), resolution.contact?.name].filter(Boolean).join(" · ")
      : "";
  const rows = who ? [row(t.rows.customer, who)] : [];
  return {
    cards: [{ ...promptCard(t.ask.whenTitle, t.ask.whenHelp(textOf(draft))), rows }],
    draft,
    question: { kind: "when", draft: draft.id },
  };
}
