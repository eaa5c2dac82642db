/** Where an operator works: the path and the document's id for messages, and the current value. */
export interface Place {
  path: string;
  /** undefined when the field is missing. */
  current: unknown;
  id: unknown;
  now: Date;
}

/** An operator's answer is a new value, or one of these. */
export const KEEP = Symbol("keep");
export const REMOVE = Symbol("remove");
