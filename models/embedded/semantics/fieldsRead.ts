import { isDoc } from "./values/doc";
import type { Doc } from "./values/doc";

/** The first steps of the paths that something reads in a document; undefined when that cannot be told from outside. */
export type FieldsRead = ReadonlySet<string> | undefined;

const firstStep = (path: string) => path.split(".", 1)[0] as string;

const together = (parts: FieldsRead[]): FieldsRead => {
  if (parts.some((part) => part === undefined)) return undefined;
  return new Set(parts.flatMap((part) => [...(part ?? [])]));
};

const ofKeys = (spec: Doc): FieldsRead => new Set(Object.keys(spec).map(firstStep));

/** @param filter normalized */
export function fieldsOfFilter(filter: Doc): FieldsRead {
  return together(
    Object.entries(filter).map(([key, value]) => {
      if (!key.startsWith("$")) return new Set([firstStep(key)]);
      return key === "$expr" ? fieldsOfExpression(value) : together((value as Doc[]).map(fieldsOfFilter));
    }),
  );
}

export const fieldsOfSort = (sort: Doc): FieldsRead => ofKeys(sort);

/** Of a projection that names what it keeps and computes nothing. */
export function fieldsOfProjection(projection: Doc): FieldsRead {
  const isPlain = Object.entries(projection).every(
    ([path, value]) => !path.endsWith(".$") && (value === 1 || value === true || path === "_id"),
  );
  const keeps = Object.entries(projection).some(([path, value]) => path !== "_id" && Boolean(value));
  return isPlain && keeps ? new Set([...Object.keys(projection).map(firstStep), "_id"]) : undefined;
}

function fieldsOfExpression(value: unknown): FieldsRead {
  if (typeof value === "string") return fieldsOfText(value);
  if (Array.isArray(value)) return together(value.map(fieldsOfExpression));
  if (!isDoc(value) || "$literal" in value) return new Set();
  // `$getField: "a"` names a field without a `$`.
  if ("$getField" in value) return undefined;
  return together(Object.values(value).map(fieldsOfExpression));
}

function fieldsOfText(text: string): FieldsRead {
  if (text.startsWith("$$")) return /^\$\$(?:ROOT|CURRENT)\b/.test(text) ? undefined : new Set();
  return new Set(text.startsWith("$") ? [firstStep(text.slice(1))] : []);
}

const STAGES = new Map<string, (spec: unknown) => FieldsRead>([
  ["$sort", (spec) => ofKeys(spec as Doc)],
  ["$limit", () => new Set()],
  ["$skip", () => new Set()],
  ["$group", fieldsOfExpression],
  ["$count", () => new Set()],
  ["$sortByCount", fieldsOfExpression],
]);
/** What comes after them sees nothing of the documents but what they made. */
const ENDS = new Set(["$group", "$count", "$sortByCount"]);

/** Of a pipeline that comes to a stage that makes documents of its own, by way of stages that only order and choose. */
export function fieldsOfPipeline(pipeline: readonly Doc[]): FieldsRead {
  const read: FieldsRead[] = [];
  for (const stage of pipeline) {
    const name = Object.keys(stage)[0] ?? "";
    read.push(STAGES.get(name)?.(stage[name]));
    if (ENDS.has(name)) return together(read);
  }
  return undefined;
}
