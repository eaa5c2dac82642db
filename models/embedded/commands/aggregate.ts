import { UUID } from "bson";
import type { Candidate } from "../engine/candidates";
import type { FindRequest, PreparedFind } from "../engine/find";
import { prepareFind } from "../engine/find";
import { StoreError } from "../errors";
import type { Doc, FieldsRead, PipelineContext } from "../semantics";
import { fieldsOfPipeline, runPipeline, splitLeadingMatch } from "../semantics";
import { encodeDocument, toFieldNames } from "../storage/documents";
import type { Command, CommandContext, Reply } from "./command";
import { readingOf, viewOf } from "./command";
import { optionalDoc, optionalNumber, requiredArray } from "./fields";
import { openCursor } from "./find";
import { collectionStats, indexStats } from "./stats";
import { variablesOf } from "./variables";
import { writeStage } from "./writeStage";

export const aggregate: Command = {
  name: "aggregate",
  inTransaction: "allowed",
  fields: {
    pipeline: "array",
    cursor: "object",
    explain: "boolean",
    allowDiskUse: "boolean",
    bypassDocumentValidation: "boolean",
    hint: "objectOrString",
    let: "object",
  },
  run: runAggregate,
};

async function runAggregate(context: CommandContext, body: Doc): Promise<Reply> {
  const pipeline = requiredArray("aggregate", body, "pipeline") as Doc[];
  const cursor = optionalDoc(body, "cursor");
  if (!cursor || body["explain"] === true) {
    const message = "The 'cursor' option is required, except for aggregate with the explain argument";
    throw new StoreError(9, "FailedToParse", message);
  }
  refuseWrites(context, body, pipeline);
  const name = sourceName(body, pipeline);
  const docs = await runOver(context, { name, pipeline, body });
  const namespace = `${context.database}.${name ?? "$cmd.aggregate"}`;
  const source = docs.map((doc) => () => encodeDocument(doc));
  return openCursor(
    context,
    { namespace, source: lazily(source) },
    {
      batchSize: optionalNumber(cursor, "batchSize"),
      single: false,
    },
  );
}

function* lazily(encoders: (() => Buffer)[]): IterableIterator<Buffer> {
  for (const encode of encoders) yield encode();
}

/** Stages that need no collection. */
const SOURCELESS = ["$documents", "$listLocalSessions"];

/** @throws StoreError 73 when the pipeline needs a collection and none is named */
function sourceName(body: Doc, pipeline: Doc[]): string | undefined {
  const name = body["aggregate"];
  if (typeof name === "string" && name !== "") return name;
  const first = Object.keys(pipeline[0] ?? {})[0] ?? "";
  if (SOURCELESS.includes(first)) return undefined;
  if (first.startsWith("$") && !KNOWN_COLLECTION_STAGES.has(first)) {
    throw new StoreError(40324, "Location40324", `Unrecognized pipeline stage name: '${first}'`);
  }
  const message = `{aggregate: 1} is not valid for '${first}'; a collection is required.`;
  throw new StoreError(73, "InvalidNamespace", message);
}

const KNOWN_COLLECTION_STAGES = new Set([
  "$match",
  "$group",
  "$project",
  "$sort",
  "$limit",
  "$skip",
  "$lookup",
  "$unwind",
]);

function refuseWrites(context: CommandContext, body: Doc, pipeline: Doc[]): void {
  const stage = pipeline.flatMap((part) => Object.keys(part)).find((name) => name === "$out" || name === "$merge");
  if (!stage) return;
  if (context.transaction) {
    throw new StoreError(263, "OperationNotSupportedInTransaction", `${stage} cannot be used in a transaction`);
  }
  if (optionalDoc(body, "readConcern")?.["level"] === "linearizable") {
    throw new StoreError(72, "InvalidOptions", `${stage} cannot be used with a 'linearizable' read concern level`);
  }
}

interface Aggregation {
  name: string | undefined;
  pipeline: Doc[];
  body: Doc;
}

async function runOver(context: CommandContext, aggregation: Aggregation): Promise<Doc[]> {
  const { name, pipeline, body } = aggregation;
  const variables = variablesOf(body);
  const surroundings = pipelineContext(context, { name, variables });
  if (name === undefined) return runSourceless(context, pipeline, surroundings);
  const head = splitLeadingMatch(pipeline);
  const found = prepare(context, name, { ...head, hint: body["hint"] ?? undefined, variables });
  if (isPlainCount(head.rest)) return countDocs(found?.count() ?? 0);
  return runPipeline(docsOf(found?.run() ?? [], fieldsOfPipeline(head.rest)), head.rest, surroundings);
}

function runSourceless(
  context: CommandContext,
  pipeline: Doc[],
  surroundings: PipelineContext,
): Doc[] | Promise<Doc[]> {
  const [first = {}, ...rest] = pipeline;
  if (!("$listLocalSessions" in first)) return runPipeline([], pipeline, surroundings);
  const own = context.session ? [{ _id: { id: new UUID(context.session) }, lastUse: context.now }] : [];
  return runPipeline(own, rest, surroundings);
}

function* docsOf(candidates: Iterable<Candidate>, read?: FieldsRead): IterableIterator<Doc> {
  const names = read && toFieldNames(read);
  for (const candidate of candidates) yield candidate.fields(names);
}

function prepare(context: CommandContext, name: string, request: FindRequest): PreparedFind | undefined {
  const { engine, database } = context;
  const view = viewOf(context);
  const collection = engine.catalog.find(view, database, name);
  return collection && prepareFind(readingOf(context), collection, request);
}

function matching(context: CommandContext, name: string, request: FindRequest): Iterable<Doc> {
  return docsOf(prepare(context, name, request)?.run() ?? []);
}

function pipelineContext(
  context: CommandContext,
  { name, variables }: { name: string | undefined; variables: Doc | undefined },
): PipelineContext {
  return {
    collection: (other) => [...matching(context, other, { filter: {} })],
    lookup: (other, field, values) => [...matching(context, other, { filter: { [field]: { $in: values } } })],
    stats: (stage) =>
      stage === "$indexStats" ? indexStats(context, name ?? "") : [collectionStats(context, name ?? "")],
    write: (stage) => writeStage(context, stage),
    variables,
    now: context.now,
  };
}

/** The pipeline `countDocuments` ends with. */
function isPlainCount(rest: Doc[]): boolean {
  return rest.length === 1 && JSON.stringify(rest[0]) === '{"$group":{"_id":1,"n":{"$sum":1}}}';
}

function countDocs(n: number): Doc[] {
  return n === 0 ? [] : [{ _id: 1, n }];
}
