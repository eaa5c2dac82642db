import type { Intent, Span } from "../models/shared/contracts/extraction";
import type { Action } from "./actions";
import type { Draft } from "./draft/draft";

/**
 * What is to be done about a message, decided once and saved on it: a retry does the same, and never asks the model again.
 * `text` and `marks` are the sentence and the words behind the values, for the timeline.
 */
export type Plan = {
  text: string;
  marks: Span[];
  /** No question of the chat was open when it was said. */
  isUnasked?: true;
} & (
  | { do: "press"; action: Action; group: string }
  | { do: "settled"; outcome: string | null }
  | { do: "expired" }
  | { do: "record"; draft: Draft }
  | { do: "handle"; handler: HandlerName; draft: Draft }
  | { do: "answer"; question: string; draft: Draft }
  | { do: "dropQuestion" }
  | { do: "confirmOpen"; pending: string; yes: boolean }
  | { do: "locate"; latitude: number; longitude: number }
  | { do: "show"; card: NoteName; files?: string[] }
  | { do: "nothing" }
);

const ASKING: ReadonlySet<Intent> = new Set(["query_customer", "list_tasks", "report"]);
const ORDERS: ReadonlySet<HandlerName> = new Set([
  "order",
  "pool",
  "protect",
  "undo",
  "bind",
  "link",
  "assignLead",
  "changeReminder",
]);

/** What was wanted: something written down, an answer, or something done. */
export function aimOf(plan: Plan | null): "note" | "answer" | "deed" {
  if (plan?.do === "press") return "deed";
  if (plan?.do !== "handle") return "note";
  if (ASKING.has(plan.draft.reading.intent)) return "answer";
  return ORDERS.has(plan.handler) ? "deed" : "note";
}

/** Cards that say one fixed thing. */
export type NoteName =
  | "menu"
  | "welcome"
  | "voice"
  | "voiceLost"
  | "picture"
  | "pictureLost"
  | "file"
  | "fileLost"
  | "link"
  | "withheld"
  | "unsupported"
  | "empty"
  | "tooLong";

export type HandlerName =
  | "bind"
  | "showCustomer"
  | "deals"
  | "rules"
  | "search"
  | "todo"
  | "reminder"
  | "remindAgain"
  | "changeReminder"
  | "setField"
  | "rang"
  | "again"
  | "undo"
  | "written"
  | "link"
  | "order"
  | "pool"
  | "protect"
  | "correct"
  | "help"
  | "ask"
  | "feedback"
  | "lead"
  | "leads"
  | "convertLead"
  | "assignLead"
  | "report"
  | "visit"
  | "smallTalk"
  | "notYet";
