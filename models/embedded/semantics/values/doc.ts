/** A decoded BSON document. */
export type Doc = Record<string, unknown>;

/** Whether a value is an embedded document: neither an array, nor a date, nor one of BSON's own classes. */
export function isDoc(value: unknown): value is Doc {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || (!Array.isArray(value) && isPlainForeign(value));
}

/** Objects of another realm (jest, worker messages) have another `Object.prototype`. */
function isPlainForeign(value: object): boolean {
  if (Object.prototype.toString.call(value) !== "[object Object]") return false;
  if ("_bsontype" in value) return false;
  return Object.getPrototypeOf(Object.getPrototypeOf(value) as object) === null;
}

/** The class name that bson gives its own values, or undefined for everything else. */
export function bsonClass(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (isDoc(value)) return undefined;
  return (value as { _bsontype?: string })._bsontype;
}

export const hasOwn = (doc: object, key: string): boolean => Object.prototype.hasOwnProperty.call(doc, key);

/** Sets a field without running the setter of `__proto__`. */
export function setField(doc: Doc, key: string, value: unknown): void {
  if (key !== "__proto__") {
    doc[key] = value;
    return;
  }
  Object.defineProperty(doc, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Reads a field that the document itself has: `constructor` of an empty document is missing. */
export function getField(doc: Doc, key: string): unknown {
  return hasOwn(doc, key) ? doc[key] : undefined;
}

/** A copy of the document's own level; its values are shared. */
export function shallowCopy(doc: Doc): Doc {
  const copy: Doc = {};
  for (const key of Object.keys(doc)) setField(copy, key, doc[key]);
  return copy;
}

/** A copy down to the leaves; BSON's own values are immutable here and stay shared. */
export function deepCopy<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => deepCopy(item)) as T;
  if (value instanceof Date) return new Date(value.getTime()) as T;
  if (!isDoc(value)) return value;
  const copy: Doc = {};
  for (const key of Object.keys(value)) setField(copy, key, deepCopy(value[key]));
  return copy as T;
}
