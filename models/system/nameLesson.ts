import { defineRows } from "./defineRows";

/** How a colleague showed whom they mean: said so outright, picked them when asked, or let a guess stand. */
export type LessonKind = "said" | "picked" | "stood";

/** One time a colleague meant a customer by a name. Lessons fade, and go with the message that taught them. */
export interface NameLessonRow {
  _id: string;
  user: string;
  /** Keyed hash of the words said. */
  mention: string;
  /** The words, for the colleague who wants to see what was learned. */
  sealedWords: string;
  customer: string;
  kind: LessonKind;
  /** The inbox item whose undo takes it back. */
  messageId: string | null;
  at: Date;
  expiresAt: Date;
}

export const NameLesson = defineRows<NameLessonRow>("nameLesson", {
  paths: {
    user: { type: String },
    mention: { type: String },
    sealedWords: { type: String },
    customer: { type: String },
    kind: { type: String },
    messageId: { type: String },
    at: { type: Date },
    expiresAt: { type: Date },
  },
  indexes: [
    [{ user: 1, mention: 1, at: -1 }],
    [{ user: 1, at: -1 }],
    [{ messageId: 1 }],
    [{ expiresAt: 1 }, { expireAfterSeconds: 0 }],
  ],
});
