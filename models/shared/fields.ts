import type { PersonalKind } from "./values/personalText";

/** Ten kinds of field. A definition is data: kinds, limits, options and four hints, nothing else. */

interface Hints {
  required?: boolean;
  /** Set by commands only; never part of input. */
  managed?: boolean;
  /** Shown in lists. */
  list?: boolean;
  /** May be asked for in a list query. */
  filter?: boolean;
}

export interface TextField extends Hints {
  kind: "text";
  max: number;
  /** `name`: found by substring, pinyin and initials. `text`: by substring. */
  search?: "name" | "text";
  /** A key or an id: stored as it stands. Everything else is words, and what is personal in words is cut out and sealed. */
  plain?: boolean;
}
export interface NumberField extends Hints {
  kind: "number";
  min: number;
  max: number;
}
/** Integer of fen, CNY. */
export interface MoneyField extends Hints {
  kind: "money";
}
/** `YYYY-MM-DD`. */
export interface DayField extends Hints {
  kind: "day";
}
export interface InstantField extends Hints {
  kind: "instant";
}
/** `HH:MM`. */
export interface TimeField extends Hints {
  kind: "time";
}
export interface ChoiceField extends Hints {
  kind: "choice";
  options: readonly [string, ...string[]];
}
/** The id of another record. */
export interface RefField extends Hints {
  kind: "ref";
  entity: string;
}
/** Short texts, e.g. tags and aliases; words, too. */
export interface ListField extends Hints {
  kind: "list";
  max: number;
  /** Of one text; 40 unless said. */
  length?: number;
  search?: "name";
}
/** A phone, WeChat id or e-mail address: encrypted at rest, found by keyed hashes. */
export interface PersonalField extends Hints {
  kind: "personal";
  of: PersonalKind;
  many: boolean;
}

export type Field =
  | TextField
  | NumberField
  | MoneyField
  | DayField
  | InstantField
  | TimeField
  | ChoiceField
  | RefField
  | ListField
  | PersonalField;

type Options<F extends Field> = Omit<F, "kind" | "required" | "managed">;

export const text = (options: Options<TextField>) => ({ kind: "text", ...options }) as const;
export const number = (options: Options<NumberField>) => ({ kind: "number", ...options }) as const;
export const money = (options: Options<MoneyField> = {}) => ({ kind: "money", ...options }) as const;
export const day = (options: Options<DayField> = {}) => ({ kind: "day", ...options }) as const;
export const instant = (options: Options<InstantField> = {}) => ({ kind: "instant", ...options }) as const;
export const time = (options: Options<TimeField> = {}) => ({ kind: "time", ...options }) as const;
export const list = (options: Options<ListField>) => ({ kind: "list", ...options }) as const;

export const choice = <const O extends readonly [string, ...string[]]>(
  options: O,
  hints: Omit<Options<ChoiceField>, "options"> = {},
) => ({ kind: "choice", options, ...hints }) as const;

export const ref = <const E extends string>(entity: E, hints: Omit<Options<RefField>, "entity"> = {}) =>
  ({ kind: "ref", entity, ...hints }) as const;

export const personal = <const M extends boolean>(of: PersonalField["of"], options: { many: M }) =>
  ({ kind: "personal", of, ...options }) as const;

export const required = <const F extends Field>(field: F) => ({ ...field, required: true }) as F & { required: true };
export const managed = <const F extends Field>(field: F) => ({ ...field, managed: true }) as F & { managed: true };
