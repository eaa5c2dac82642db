import type { Place } from "./places";

/** A pasted chat: who said what. `mine` are the rep's own lines. */
export interface ChatLog {
  /** The lines with speaker and time: their clock times are no appointments. */
  headers: readonly Place[];
  mine: readonly Place[];
  theirs: readonly Place[];
}

const HEADER =
  /^[^\n:]{1,24}?[ \t](?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2} |\d{1,2}[-/月]\d{1,2}日? |(?:昨天|今天|星期.|周.|上午|下午|晚上) ?)?\d{1,2}:\d{2}(?::\d{2})?[ \t]*:?$/gm;

/** Null unless the text is a pasted chat of at least two turns, or one turn with its words below. */
export function readChatLog(text: string): ChatLog | null {
  const lines = [...text.matchAll(HEADER)];
  if (lines.length < 2) return null;
  const headers: Place[] = [];
  const mine: Place[] = [];
  const theirs: Place[] = [];
  lines.forEach((line, index) => {
    const end = line.index + line[0].length;
    const speaker = line[0].replace(/[ \t](?:[\d年月日/.-]+ )?.?.? ?\d{1,2}:\d{2}.*$/, "");
    headers.push({ start: line.index + speaker.length, end });
    (/^(?:我|本人|自己)/.test(speaker) ? mine : theirs).push({
      start: end,
      end: lines[index + 1]?.index ?? text.length,
    });
  });
  return { headers, mine, theirs };
}
