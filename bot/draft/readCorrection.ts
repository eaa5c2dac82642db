import type { Correction, Span } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import { readMessage } from "../../server/extractor/readMessage";

const PREFIX = `${t.correct.command} `;

const shift = (span: Span, by: number): Span => ({ ...span, start: span.start + by, end: span.end + by });

function shiftCorrection(correction: Correction, by: number): Correction {
  const { value, former, due, happened } = correction;
  return {
    ...correction,
    value: { ...value, source: shift(value.source, by) },
    ...(former ? { former: { ...former, source: shift(former.source, by) } } : {}),
    ...(due ? { due: { ...due, source: shift(due.source, by) } } : {}),
    ...(happened ? { happened: { ...happened, source: shift(happened.source, by) } } : {}),
  };
}

/** What a sentence would change, with or without the command in front; null when it names nothing that can be changed. */
export function readCorrection(text: string, now: Date): Correction | null {
  const asSaid = readMessage(text, { now }).correction;
  if (asSaid) return asSaid;
  const asCommand = readMessage(`${PREFIX}${text}`, { now }).correction;
  return asCommand ? shiftCorrection(asCommand, -PREFIX.length) : null;
}

/** The same correction with its words found `by` characters further on. */
export const moveCorrection = shiftCorrection;
