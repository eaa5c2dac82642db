import type { Command } from "../../../../models/shared/contracts/extraction";
import { ALONE, COMMAND_WORDS, SLASHLESS } from "../../vocabulary/commands";
import { simplify } from "../text/normalize";

export interface ParsedCommand {
  command: Command;
  /** The words after the command, untouched. */
  rest: string;
  restStart: number;
}

type Word = { word: string; command: Exclude<Command, "menu"> };

const WORDS: readonly Word[] = (Object.keys(COMMAND_WORDS) as Exclude<Command, "menu">[])
  .flatMap((command) => COMMAND_WORDS[command].map((word) => ({ word, command })))
  .sort((a, b) => b.word.length - a.word.length);

const BLANK = /[\s\u200b\ufeff:：,，]/;
const isLatin = (text: string) => /^[a-z]/i.test(text);

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && BLANK.test(text[at] ?? "")) at++;
  return at;
}

function parsed(text: string, command: Command, end: number): ParsedCommand {
  const restStart = skipBlanks(text, end);
  return { command, rest: text.slice(restStart).trimEnd(), restStart };
}

/** The word at `at`; Latin short forms must end there, so that /customer is not /c. */
function wordAt(text: string, at: number, allowed: (word: Word) => boolean): Word | null {
  const here = simplify(text.slice(at, at + 12))
    .normalize("NFKC")
    .toLowerCase();
  const fits = ({ word }: Word) =>
    here.startsWith(word) && !(isLatin(word) && /^[a-z0-9_]/.test(here.slice(word.length)));
  return WORDS.find((word) => allowed(word) && fits(word)) ?? null;
}

/** A leading @bot, as group messages carry it. */
const MENTION = /^(?:\s*@[^\s@]{1,30}[\s\u2005]+)*\s*/;

/** 明天下午, 下周: no longer than this. */
const LONGEST_RANGE = 8;

function parseSlashless(text: string, start: number): ParsedCommand | null {
  const found = wordAt(
    text,
    start,
    ({ word, command }) => [...SLASHLESS, ...ALONE].includes(command) && (!isLatin(word) || word.length > 1),
  );
  if (!found) return null;
  const end = start + found.word.length;
  const next = text[end];
  if (next === undefined || text.slice(end).trim() === "") {
    return ALONE.includes(found.command) ? parsed(text, found.command, end) : null;
  }
  // TODO 1) 岑小姐 打样 …: a list of things to do asks for none.
  if (found.command === "todo" && text.slice(end).trim().length > LONGEST_RANGE) return null;
  return SLASHLESS.includes(found.command) && /[ \t\u3000]/.test(next) ? parsed(text, found.command, end) : null;
}

/** Only a slash, with an unknown word behind it: answered with help, never guessed at. */
const isPath = (text: string, at: number) => /^[\w.-]+\//.test(text.slice(at, at + 20));

function parseSlash(text: string, start: number): ParsedCommand | null {
  const at = skipBlanks(text, start + 1);
  if (at >= text.length) return parsed(text, "menu", at);
  if (isPath(text, at)) return null;
  // A phone keyboard gives 、 on the slash key; before Latin letters it is punctuation.
  const found = wordAt(text, at, ({ word }) => text[start] !== "、" || !isLatin(word));
  return found && parsed(text, found.command, at + found.word.length);
}

/** How much of the message only calls the bot. */
export const mentionLength = (text: string) => MENTION.exec(text)?.[0].length ?? 0;

/** The command a message opens with. Null for free text and for an unknown word behind the slash. */
export function parseCommand(text: string): ParsedCommand | null {
  const start = mentionLength(text);
  const first = text[start] ?? "";
  if (/[?？]/.test(first)) return text.slice(start + 1).trim() === "" ? parsed(text, "help", start + 1) : null;
  return /[/／、]/.test(first) ? parseSlash(text, start) : parseSlashless(text, start);
}

/** A slash with a word that is no command. */
export const isUnknownCommand = (text: string) =>
  /^[/／]/.test(text.slice(mentionLength(text))) && parseCommand(text) === null;
