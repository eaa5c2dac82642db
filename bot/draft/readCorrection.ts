import type { Correction, Span } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import { readMessage, type ReadOptions } from "../../server/extractor/readMessage";

type Field = Correction["field"];

const shift = (span: Span, by: number): Span => ({ ...span, start: span.start + by, end: span.end + by });

/** The same time with its words found `by` characters further on. */
export const moveTime = <T extends { source: Span }>(time: T, by: number): T => ({
  ...time,
  source: shift(time.source, by),
});

function shiftCorrection(correction: Correction, by: number): Correction {
  const { value, former, due, happened } = correction;
  return {
    ...correction,
    value: { ...value, source: shift(value.source, by) },
    ...(former ? { former: { ...former, source: shift(former.source, by) } } : {}),
    ...(due ? { due: moveTime(due, by) } : {}),
    ...(happened ? { happened: moveTime(happened, by) } : {}),
  };
}

/** The words as a command would say them: behind 改, and behind the field that was asked for. */
const asCommand = (text: string, field?: Field) =>
  `${t.correct.command} ${field ? `${t.correct.fields[field].name} ` : ""}${text}`;

/** When it was said, and who the words may name. */
export type Known = Pick<ReadOptions, "now" | "knownNames">;

/** What a sentence would change, with or without the command in front; null when it names nothing that can be changed. */
export function readCorrection(text: string, known: Known, field?: Field): Correction | null {
  const asSaid = readMessage(text, known);
  if (asSaid.correction) return asSaid.correction;
  if (asSaid.wrongField) return null;
  const command = asCommand(text, field);
  const { correction } = readMessage(command, known);
  return correction ? shiftCorrection(correction, text.length - command.length) : null;
}

/** Which field the words call wrong without saying what is right. */
export const readWrongField = (text: string, known: Known): Field | undefined =>
  readMessage(text, known).wrongField ?? readMessage(asCommand(text), known).wrongField;

/** The same correction with its words found `by` characters further on. */
export const moveCorrection = shiftCorrection;
