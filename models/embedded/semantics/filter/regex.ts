import { badValue, located } from "../refusals";
import { bsonClass } from "../values/doc";
import { patternOf } from "../values/compareBson";

export const isRegex = (value: unknown): boolean => value instanceof RegExp || bsonClass(value) === "BSONRegExp";

/**
 * A pattern of MongoDB's (PCRE) as a JavaScript one: options i m s x u, and a leading `(?i)`.
 *
 * @throws StoreError 51091 for a pattern that does not compile, 51108 for an unknown option
 */
export function toRegExp(source: unknown, options?: unknown): RegExp {
  const given = isRegex(source) ? patternOf(source) : { pattern: source, options: "" };
  if (typeof given.pattern !== "string") throw badValue("$regex has to be a string");
  if (options !== undefined && typeof options !== "string") throw badValue("$options has to be a string");
  return translate(given.pattern, options || keepKnown(given.options));
}

/** JavaScript's own flags d g v y say nothing about what matches. */
const keepKnown = (flags: string): string => flags.replace(/[dgvy]/g, "");

function translate(pattern: string, options: string): RegExp {
  const unknown = /[^imsxu]/.exec(options);
  if (unknown) throw located(51108, `invalid flag in regex options: ${unknown[0]}`);
  const leading = /^\(\?([imsx]+)\)/.exec(pattern);
  const all = options + (leading?.[1] ?? "");
  const body = leading ? pattern.slice(leading[0].length) : pattern;
  const flags = [..."ims"].filter((flag) => all.includes(flag)).join("");
  return construct(nameScripts(all.includes("x") ? stripLayout(body) : body), flags);
}

/** Unicode mode reads characters as PCRE does, but is stricter about needless escapes: then the older mode must do. */
function construct(body: string, flags: string): RegExp {
  const strict = tryConstruct(body, `${flags}u`);
  const loose = strict instanceof RegExp ? strict : tryConstruct(body, flags);
  if (loose instanceof RegExp) return loose;
  throw located(51091, `Regular expression is invalid: ${loose.message}`);
}

function tryConstruct(body: string, flags: string): RegExp | SyntaxError {
  try {
    return new RegExp(body, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

/** `\p{Han}` names a script; JavaScript wants to be told so, and knows general categories by one or two letters. */
function nameScripts(body: string): string {
  return body.replace(/\\(?:([pP])\{(\w{3,})\}|[\s\S])/g, (piece, letter?: string, name?: string) =>
    letter === undefined || name === "Any" ? piece : `\\${letter}{Script=${name}}`,
  );
}

/** Option x: white space and comments outside brackets are layout, unless escaped. */
function stripLayout(body: string): string {
  return body.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]|\s+|#[^\n]*/g, (piece) => (/^[\s#]/.test(piece) ? "" : piece));
}
