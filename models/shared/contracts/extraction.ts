import { z } from "zod";
import { STAGES } from "../values/stage";
import { FIGURES } from "./figures";

/** What a message says, each value with the words behind it. Offsets are UTF-16 units of the original message. */
export const INTENTS = [
  "create_follow_up",
  "query_customer",
  "create_customer",
  "update_opportunity",
  "create_task",
  "list_tasks",
  "report",
  "other",
] as const;

export const COMMANDS = [
  "followUp",
  "customer",
  "search",
  "todo",
  "reminder",
  "opportunity",
  "visit",
  "quote",
  "contract",
  "payment",
  "publicPool",
  "protect",
  "grant",
  "bind",
  "dailyReport",
  "weeklyReport",
  "monthlyReport",
  "undo",
  "correct",
  "feedback",
  "help",
  "newCustomer",
  "task",
  "link",
  "rules",
  "lead",
  "convertLead",
  "menu",
] as const;

/** Ways of contact that a message can name; unsaid is null. */
export const SAID_METHODS = ["phone", "wechat", "visit", "meeting", "email"] as const;
export const SAID_MOODS = ["positive", "neutral", "negative"] as const;

export const spanSchema = z.object({
  text: z.string(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});

const grounded = <T extends z.ZodType>(value: T) =>
  z.object({
    value,
    source: spanSchema,
    /** Worked out by code from the words, e.g. a number from 三十万. */
    computed: z.boolean().optional(),
    ambiguous: z.boolean().optional(),
  });
const groundedText = grounded(z.string());

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const clock = z.string().regex(/^\d{2}:\d{2}$/);

export const recurrenceSchema = z.object({
  every: z.enum(["day", "workday", "week", "month", "quarter", "year"]),
  interval: z.number().int().positive(),
  /** 1 is Monday. */
  weekdays: z.array(z.number().int().min(1).max(7)).optional(),
  monthDay: z.union([z.number().int().min(1).max(31), z.literal("last")]).optional(),
  month: z.number().int().min(1).max(12).optional(),
});

export const timeExpressionSchema = z.object({
  from: day,
  to: day,
  time: clock.optional(),
  /** The exact instant of "in ten minutes", ISO. */
  at: z.string().optional(),
  kind: z.enum(["point", "span", "deadline", "recurring"]),
  ambiguous: z.boolean(),
  /** `rolled`: the day said is past and the next such day was taken. */
  movedBy: z.enum(["rolled"]).optional(),
  recurrence: recurrenceSchema.optional(),
  /** A weekday and a date that do not fit: to be asked, never guessed. */
  contradiction: z.object({ weekdaySaid: z.string(), dateSaid: z.string(), options: z.array(day) }).optional(),
  source: spanSchema,
});

/** Fen. A range has both ends and `amount` is their midpoint. */
export const amountSchema = z.object({
  amount: z.number().int().nonnegative(),
  amountMin: z.number().int().nonnegative().optional(),
  amountMax: z.number().int().nonnegative().optional(),
  bound: z.enum(["upTo", "from"]).optional(),
  approximate: z.boolean().optional(),
});

export const personSchema = z.object({
  name: groundedText.optional(),
  company: groundedText.optional(),
  title: groundedText.optional(),
  phones: z.array(groundedText),
  wechat: groundedText.optional(),
  email: groundedText.optional(),
});

export const nextActionSchema = z.object({ text: groundedText, due: timeExpressionSchema.optional() });

/** Who bound themselves to what, by when. */
export const promisedSchema = z.object({
  by: z.enum(["us", "them"]),
  who: groundedText.optional(),
  what: groundedText,
  until: timeExpressionSchema.optional(),
});

export const matterSchema = z.object({
  customers: z.array(personSchema),
  followUp: z
    .object({
      method: z.enum(SAID_METHODS).nullable(),
      content: groundedText,
      /** When it happened, if the message says so (yesterday afternoon). */
      happened: timeExpressionSchema.optional(),
    })
    .optional(),
  nextActions: z.array(nextActionSchema),
  amount: grounded(amountSchema).optional(),
  stage: grounded(z.enum(STAGES)).optional(),
  onHold: groundedText.optional(),
  mood: grounded(z.enum(SAID_MOODS)).optional(),
  keywords: z.array(z.string()),
  products: z.array(groundedText),
  competitors: z.array(groundedText),
  lossReason: groundedText.optional(),
  promises: z.array(promisedSchema).optional(),
});

/** What a correction may change. */
export const CORRECTABLE = [
  "amount",
  "due",
  "happened",
  "method",
  "name",
  "company",
  "phone",
  "wechat",
  "stage",
  "content",
] as const;

export const correctionSchema = z.object({
  field: z.enum(CORRECTABLE),
  /** The words of the new value. */
  value: groundedText,
  /** The value struck out by 不是A是B, as said. */
  former: groundedText.optional(),
  amount: amountSchema.optional(),
  due: timeExpressionSchema.optional(),
  /** A clock time alone was said: the day stays. */
  keepsDay: z.boolean().optional(),
  happened: timeExpressionSchema.optional(),
  method: z.enum(SAID_METHODS).optional(),
  stage: z.enum(STAGES).optional(),
});

/** What one customer is asked about. */
export const CUSTOMER_TOPICS = [
  "owner",
  "lastFollowUp",
  "phone",
  "wechat",
  "opportunity",
  "amount",
  "stage",
  "nextStep",
  "people",
  "promises",
  "customer",
] as const;

/** Asked for, but there are no records of it yet. */
export const ABSENT_TOPICS = ["contracts", "payments", "quotes", "export"] as const;

/** What a question wants to know: of a customer, a number of rows, or what to do. */
export const QUESTION_TOPICS = [
  ...CUSTOMER_TOPICS,
  ...FIGURES,
  ...ABSENT_TOPICS,
  "publicPool",
  "sharing",
  "approvals",
  "whoFirst",
  "risks",
  "attainment",
  "forecast",
  "todo",
  "report",
] as const;

export const questionSchema = z.object({
  topics: z.array(z.enum(QUESTION_TOPICS)),
  period: timeExpressionSchema.optional(),
  /** Days without contact, or that a deal stood still. */
  days: z.number().int().positive().optional(),
  sort: z.enum(["amount", "recent"]).optional(),
  whose: z.enum(["me", "team", "eachMember"]).optional(),
  /** Whoever is named beside a number: a colleague, or a customer of that name. */
  colleague: groundedText.optional(),
  method: z.enum(SAID_METHODS).optional(),
  level: z.enum(["A", "B", "C", "D"]).optional(),
  stage: z.enum(STAGES).optional(),
  /** A range of fen, `50000000..`. */
  amount: z.string().optional(),
});

export const readingSchema = z.object({
  intent: z.enum(INTENTS),
  command: z.enum(COMMANDS).nullable(),
  /** The words after the command, untouched; the whole message without one. */
  rest: z.string(),
  restStart: z.number().int().nonnegative(),
  matters: z.array(matterSchema),
  /** 他 / 这家 / 那边, when nobody else is named. */
  pronoun: spanSchema.optional(),
  correction: correctionSchema.optional(),
  /** What is called wrong where nothing says what is right: 改电话, 不是海川的. */
  wrongField: z.enum(CORRECTABLE).optional(),
  question: questionSchema.optional(),
  /** 提醒我: fires at the time said. */
  explicitReminder: z.boolean(),
  /** Words aimed at the model rather than at the customer. */
  hostile: z.boolean(),
  engine: z.enum(["rules", "model"]),
  dropped: z.array(z.object({ what: z.string(), why: z.string() })),
});

export type Intent = (typeof INTENTS)[number];
export type Command = (typeof COMMANDS)[number];
export type SaidMethod = (typeof SAID_METHODS)[number];
export type SaidMood = (typeof SAID_MOODS)[number];
export type Span = z.infer<typeof spanSchema>;
export interface Grounded<T> {
  value: T;
  source: Span;
  computed?: boolean | undefined;
  ambiguous?: boolean | undefined;
}
export type Recurrence = z.infer<typeof recurrenceSchema>;
export type TimeExpression = z.infer<typeof timeExpressionSchema>;
export type Amount = z.infer<typeof amountSchema>;
export type Person = z.infer<typeof personSchema>;
export type NextAction = z.infer<typeof nextActionSchema>;
export type Promised = z.infer<typeof promisedSchema>;
export type Matter = z.infer<typeof matterSchema>;
export type Correction = z.infer<typeof correctionSchema>;
export type QuestionTopic = (typeof QUESTION_TOPICS)[number];
export type CustomerTopic = (typeof CUSTOMER_TOPICS)[number];
export type AbsentTopic = (typeof ABSENT_TOPICS)[number];
export type Question = z.infer<typeof questionSchema>;
export type Reading = z.infer<typeof readingSchema>;
