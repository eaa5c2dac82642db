import { z } from "zod";
import { card, sourceWords } from "./card";
import { riskLine } from "./risk";

/** Answer shapes of the read side that are more than plain records. Instants are ISO 8601 with offset, days `YYYY-MM-DD`, money fen. */

/** What the caller may do with a record, e.g. `["read", "update", "archive", "complete"]`. The page shows a button when its verb is in here. */
export const abilities = z.array(z.string());

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), approximateTotal: z.int() });

export const person = z.object({ id: z.string(), name: z.string() });

export const nextStep = z.object({
  text: z.string(),
  dueFrom: z.string().nullable(),
  dueTo: z.string().nullable(),
  time: z.string().nullable(),
  reminderId: z.string(),
});
export type NextStep = z.infer<typeof nextStep>;

export const me = z.object({
  user: z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()), departments: z.array(z.string()) }),
  /** Per entity the verbs that need no record, e.g. `{ customer: ["create", "list"] }`. */
  abilities: z.record(z.string(), abilities),
});
export type Me = z.infer<typeof me>;

export const reminderLine = z.object({
  id: z.string(),
  version: z.int(),
  text: z.string(),
  customer: z.string().nullable(),
  customerName: z.string().nullable(),
  dueFrom: z.string().nullable(),
  dueTo: z.string().nullable(),
  time: z.string().nullable(),
  /** How it repeats, as an RRULE. */
  repeat: z.string().nullable(),
  remindAt: z.string(),
  state: z.string(),
  /** Digits to dial; null when there is none or it may not be shown. */
  phone: z.string().nullable(),
  /** The rep's sentence it came from, with the words behind the due date. */
  source: z.object({ text: z.string(), marks: z.array(sourceWords) }).nullable(),
  abilities,
});
export type ReminderLine = z.infer<typeof reminderLine>;

export const visitLine = z.object({
  id: z.string(),
  customer: z.string(),
  customerName: z.string(),
  text: z.string().nullable(),
  time: z.string().nullable(),
  state: z.string(),
  checkIn: z.string().nullable(),
  hasNote: z.boolean(),
  abilities,
});
export type VisitLine = z.infer<typeof visitLine>;

export const today = z.object({
  date: z.string(),
  /** E.g. a make-up workday ahead; null on ordinary weeks. */
  calendarNote: z.string().nullable(),
  /** Where the caller goes today; the reminders of these are not told again below. */
  visits: z.array(visitLine),
  overdue: z.array(reminderLine),
  dueToday: z.array(reminderLine),
  upcoming: z.array(reminderLine),
  /** Customers that may slip away; at most three, `riskCount` tells how many there are. */
  risks: z.array(riskLine),
  riskCount: z.int(),
});
export type Today = z.infer<typeof today>;

export const activity = z.object({
  id: z.string(),
  /** `followUp` for a note; otherwise the event's name, e.g. `opportunity.updated`. */
  type: z.string(),
  at: z.string(),
  by: person.nullable(),
  followUpId: z.string().nullable(),
  method: z.string().nullable(),
  content: z.string().nullable(),
  /** Chinese sentence of what happened, for items that are not notes. */
  summary: z.string().nullable(),
  changes: z.array(z.object({ label: z.string(), oldValue: z.string().nullable(), newValue: z.string().nullable() })),
  source: z
    .object({ text: z.string(), marks: z.array(sourceWords), channel: z.string(), by: z.string(), at: z.string() })
    .nullable(),
  /** What was promised, each as a sentence. */
  promises: z.array(z.string()),
  /** Rivals that were named. */
  competitors: z.array(z.string()),
  /** Pictures and recordings that hang on the note: `GET /files/:id`. */
  files: z.array(z.object({ id: z.string(), kind: z.enum(["image", "voice", "file"]) })),
  /** Present while the change can still be taken back by the caller: an action for `POST /chat/actions`. */
  undoActionId: z.string().nullable(),
  /** Only where a rule did it: what `POST /rule-runs/:id/undo` takes back. */
  ruleRunId: z.string().optional(),
});
export type Activity = z.infer<typeof activity>;

/** Something promised that may still be open. */
export const promiseLine = z.object({
  by: z.enum(["us", "them"]),
  who: z.string().nullable(),
  what: z.string(),
  until: z.string().nullable(),
  /** The same as a sentence. */
  sentence: z.string(),
  followUp: z.string(),
  saidAt: z.string(),
});
export type PromiseLine = z.infer<typeof promiseLine>;

export const feedbackItem = z.object({ id: z.string(), by: person, text: z.string(), at: z.string() });
export type FeedbackItem = z.infer<typeof feedbackItem>;

const signature = z.object({ timestamp: z.int(), nonceStr: z.string(), signature: z.string() });

/** What a platform's JS-SDK wants on a page: a signature for the corp, and where it asks for one another for the app. */
export const pageSignature = signature.extend({ corpId: z.string(), agentId: z.string(), app: signature.nullable() });
export type PageSignature = z.infer<typeof pageSignature>;

/** What one's own words for a customer were learned to mean; forgetting one lesson forgets all of that name and customer. */
export const learnedName = z.object({
  id: z.string(),
  words: z.string(),
  customer: z.string(),
  customerName: z.string(),
  /** How often it was meant so. */
  times: z.int(),
  lastAt: z.string(),
});
export type LearnedName = z.infer<typeof learnedName>;

/** What a platform counts in a month, and how much of it there is. */
export const usageItem = z.object({
  platform: z.string(),
  month: z.string(),
  what: z.string(),
  count: z.int(),
  allowed: z.int(),
});
export type UsageItem = z.infer<typeof usageItem>;

/** The same answer a chat platform would show. `quote` and `rows[].source` carry the rep's own words. */
export const chatAnswer = z.object({ cards: z.array(card.extend({ id: z.string() })) });
export type ChatAnswer = z.infer<typeof chatAnswer>;

/** What a link instead of a button leads to. `outcome` is null while it can be pressed. */
export const pressSeen = z.object({
  actionId: z.string(),
  text: z.string(),
  card: card.omit({ buttons: true }),
  outcome: z.string().nullable(),
});
export type PressSeen = z.infer<typeof pressSeen>;

export const conflict = z.object({ base: z.unknown(), yours: z.unknown(), theirs: z.unknown() });

/** RFC 9457. `code` is stable; `detail` is a sentence a salesperson understands; the request's id is in `X-Request-Id`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  conflicts: z.record(z.string(), conflict).optional(),
});
export type Problem = z.infer<typeof problem>;
