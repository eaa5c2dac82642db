import type { Card } from "../models/shared/contracts/card";
import type { Action, Question } from "./actions";
import type { Draft } from "./draft/draft";

export type ButtonStyle = "primary" | "plain" | "quiet";

/** A button before it has an id: what it does, or where it leads. */
export type DraftButton =
  | { text: string; style?: ButtonStyle; action: Action; lastsMs?: number }
  | { text: string; style?: ButtonStyle; path: string }
  /** Opens a page of the mini-app that finishes what the button does. */
  | { text: string; style?: ButtonStyle; opens: string; action: Action };

export type DraftCard = Omit<Card, "buttons" | "rows"> & { rows?: Card["rows"]; buttons?: DraftButton[] };

/** What a handler answers; `finish` makes rows of it. */
export interface Reply {
  cards: DraftCard[];
  /** The word that stays on the pressed card. */
  closedAs?: string;
  /** The sentence behind what was written; keeps the message undoable and correctable. */
  wrote?: Draft | true;
  /** An unfinished sentence to keep open. */
  draft?: Draft;
  /** What the next sentence may answer. */
  question?: Question;
  /** The customer now talked about. */
  about?: string | null;
  /** True for what may be read by everybody where the message was said: fixed words, nothing about a customer. */
  isOpen?: true;
  /** Reminders whose card this is, by card index. */
  reminder?: string;
}

export const reply = (...cards: DraftCard[]): Reply => ({ cards });

/** The same for words that are nobody's secret. */
export const openly = (...cards: DraftCard[]): Reply => ({ cards, isOpen: true });
