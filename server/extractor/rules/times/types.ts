import type { Recurrence, TimeExpression } from "../../../../models/shared/contracts/extraction";
import type { Day } from "../../../../models/shared/values/day";

/** The moment of the message and how its words read. */
export interface TimeContext {
  /** The day of the message in Shanghai. */
  readonly today: Day;
  /** `HH:MM` of the message in Shanghai. */
  readonly clock: string;
  readonly now: Date;
  /** The clause reports something that is over. */
  readonly past: boolean;
  /** The words after the match, up to the end of its clause. */
  readonly after: string;
  /** The words before the match, from the start of its clause. */
  readonly before: string;
}

/** What a form makes of its words. */
export interface TimeValue {
  from: Day;
  to: Day;
  kind?: "point" | "span" | "deadline" | "recurring";
  time?: string;
  at?: Date;
  ambiguous?: boolean;
  rolled?: boolean;
  recurrence?: Recurrence;
  /** The weekday said (1 is Monday), to be checked against a date beside it. */
  weekday?: number;
  /** A day of the month or a date was said, to be checked against a weekday beside it. */
  dated?: boolean;
  /** 前 means until its last day (月底前), not before its first (下周前). */
  closing?: boolean;
  /** What 前 and 后 mean for a feast. */
  before?: Day;
  afterwards?: Day;
  /** Today, this morning: a time of today that is past is past. */
  explicitDay?: boolean;
  /** Complete: neither a clock time nor a suffix may follow. */
  complete?: boolean;
}

/** One way to say a time. `pattern` is sticky and its named groups go to `resolve`. */
export interface TimeForm {
  readonly name: string;
  readonly pattern: RegExp;
  /** Null refuses the match, and the next form is tried. */
  resolve(groups: Readonly<Record<string, string | undefined>>, context: TimeContext): TimeValue | null;
}

export const sticky = (source: string) => new RegExp(source, "iy");

export const point = (day: Day, rest: Partial<TimeValue> = {}): TimeValue => ({ from: day, to: day, ...rest });
export const span = (from: Day, to: Day, rest: Partial<TimeValue> = {}): TimeValue => ({ from, to, ...rest });

/** The same for a day that may not exist, such as 30 February. */
export const pointOn = (day: Day | null, rest: Partial<TimeValue> = {}): TimeValue | null =>
  day === null ? null : point(day, rest);

/** A time found, with its place in the normalised text. */
export interface TimeFind {
  start: number;
  end: number;
  expression: TimeExpression;
  /** The clause around it reports the past, or the time lies before the message. */
  past: boolean;
  /** Only a part of the day or a clock time was said. */
  dayless: boolean;
}
