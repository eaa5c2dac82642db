import type { Place } from "./places";

/** A pasted chat: who said what. `mine` are the rep's own lines. */
export interface ChatLog {
  /** The lines with speaker and time: their clock times are no appointments. */
  headers: readonly Place[];
  mine: readonly Place[];
  theirs: readonly Place[];
}

const HEADER =
  /^(?:[^\n:]{1,24}?[ \t]|[^\n:\d]{1,12})(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2} |\d{1,2}[-/月]\d{1,2}日? |(?:昨天|今天|星期.|周.|上午|下午|晚上) ?)?\d{1,2}:\d{2}(?::\d{2})?[ \t]*:?$/gm;

/** 贺总：改周三吧 / 我：好的: speakers without a time, one of them the sender. */
const SPEAKER = /^(?<who>[^\n:：\d]{1,12})[:：](?=[ \t]*\S)/gm;

function readSpeakers(text: string): ChatLog | null {
  const lines = [...text.matchAll(SPEAKER)].map((line) => ({
    who: line[0].slice(0, -1),
    start: line.index,
    end: line.index + line[0].length,
  }));
  const isMine = (who: string) => /^(?:我|本人|自己)$/.test(who.trim());
  if (!lines.some(({ who }) => isMine(who)) || lines.every(({ who }) => isMine(who))) return null;
  const turns = lines.map(({ who, end }, index) => ({ who, start: end, end: lines[index + 1]?.start ?? text.length }));
  return { headers: [], mine: turns.filter(({ who }) => isMine(who)), theirs: turns.filter(({ who }) => !isMine(who)) };
}

/** Null unless the text is a pasted chat of at least two turns, or one turn with its words below. */
export function readChatLog(text: string): ChatLog | null {
  const lines = [...text.matchAll(HEADER)];
  if (lines.length < 2) return readSpeakers(text);
  const headers: Place[] = [];
  const mine: Place[] = [];
  const theirs: Place[] = [];
  lines.forEach((line, index) => {
    const end = line.index + line[0].length;
    const speaker = line[0].replace(
      /[ \t]?(?:[\d年月日/.-]+ )?(?:昨天|今天|星期.|周.|上午|下午|晚上)? ?\d{1,2}:\d{2}.*$/,
      "",
    );
    headers.push({ start: line.index + speaker.length, end });
    (/^(?:我|本人|自己)/.test(speaker) ? mine : theirs).push({
      start: end,
      end: lines[index + 1]?.index ?? text.length,
    });
  });
  return { headers, mine, theirs };
}
