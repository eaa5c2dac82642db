import { EJSON } from "bson";

type Doc = Record<string, unknown>;

/**
 * Whether a result is what a case of the unified test format expects. At the root an actual document may have further fields,
 * below it may not. https://github.com/mongodb/specifications/blob/master/source/unified-test-format/unified-test-format.md
 */
export function matchResult(expected: unknown, actual: unknown, isRoot = true): boolean {
  if (isSpecial(expected)) return matchSpecial(expected, actual, isRoot);
  if (Array.isArray(expected)) {
    // The elements of a result that is a list of documents are roots themselves.
    return (
      Array.isArray(actual) &&
      expected.length === actual.length &&
      expected.every((value, index) => matchResult(value, actual[index], isRoot))
    );
  }
  if (isDoc(expected)) return isDoc(actual) && matchDoc(expected, actual, isRoot);
  return sameValue(expected, actual);
}

function matchDoc(expected: Doc, actual: Doc, isRoot: boolean): boolean {
  for (const [key, value] of Object.entries(expected)) if (!matchResult(value, actual[key], false)) return false;
  return isRoot || Object.keys(actual).every((key) => key in expected);
}

function isSpecial(value: unknown): value is Doc {
  return isDoc(value) && Object.keys(value).length === 1 && (Object.keys(value)[0] ?? "").startsWith("$$");
}

function matchSpecial(expected: Doc, actual: unknown, isRoot: boolean): boolean {
  const [[name, operand] = ["", undefined]] = Object.entries(expected);
  switch (name) {
    case "$$unsetOrMatches":
      return actual === undefined || matchResult(operand, actual, isRoot);
    case "$$exists":
      return (actual !== undefined) === operand;
    case "$$type":
      return [operand].flat().includes(typeName(actual));
    default:
      throw new Error(`the runner does not know ${name}`);
  }
}

function isDoc(value: unknown): value is Doc {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("_bsontype" in value);
}

function sameValue(expected: unknown, actual: unknown): boolean {
  if (expected === null || expected === undefined) return actual === null || actual === undefined;
  return EJSON.stringify({ value: expected }) === EJSON.stringify({ value: actual });
}

/** The BSON types the cases ask for by name. */
function typeName(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "double";
  if (value instanceof Date) return "date";
  return typeof value;
}
