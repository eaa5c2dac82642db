import { pages as t } from "../../../models/shared/text/zhCN/pages";
import type { FormValues } from "./fieldSpec";

/** What comes next, as three strings of a form that is about something else. */
const read = ({ nextText = "", nextOn = "", nextTime = "" }: FormValues) => ({
  text: nextText.trim(),
  dueOn: nextOn,
  time: nextTime || null,
});

/** What to send along; null when nothing was said. */
export function readNextStep(form: FormValues) {
  const nextStep = read(form);
  return nextStep.text ? { nextStep } : null;
}

/** No day is invented for a step, and a day alone says nothing. */
export function nextStepProblem(form: FormValues): { text?: string; day?: string } {
  const { text, dueOn } = read(form);
  if (text && !dueOn) return { day: t.nextStep.missing.day };
  return dueOn && !text ? { text: t.nextStep.missing.text } : {};
}
