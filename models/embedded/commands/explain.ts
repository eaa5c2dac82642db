import type { ReadCounts } from "../engine/candidates";
import { countOf } from "../engine/candidates";
import type { FindRequest } from "../engine/find";
import { prepareFind } from "../engine/find";
import type { IndexPlan, Plan } from "../engine/planner";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { splitLeadingMatch } from "../semantics";
import type { Command, CommandContext } from "./command";
import { viewOf } from "./command";
import { collectionName, optionalDoc, optionalNumber } from "./fields";
import { findRequest } from "./find";
import { findHalf } from "./findAndModify";
import { SERVER_VERSION } from "./handshake";

const VERBOSITIES = ["queryPlanner", "executionStats", "allPlansExecution"];

export const explain: Command = {
  name: "explain",
  fields: { explain: "object", verbosity: "string" },
  run: (context, body) => {
    const verbosity = body["verbosity"] ?? "allPlansExecution";
    if (!VERBOSITIES.includes(String(verbosity))) {
      throw new StoreError(9, "FailedToParse", `verbosity string must be one of ${VERBOSITIES.join(", ")}`);
    }
    const inner = optionalDoc(body, "explain") ?? {};
    return explainRead(context, {
      name: collectionName(inner),
      request: readOf(inner),
      runs: verbosity !== "queryPlanner",
    });
  },
};

/** What a command would look for. @throws StoreError 59 for a command that cannot be explained */
function readOf(inner: Doc): FindRequest {
  const name = Object.keys(inner)[0] ?? "";
  switch (name) {
    case "find":
      return findRequest(inner);
    case "aggregate":
      return { ...splitLeadingMatch((inner["pipeline"] ?? []) as Doc[]), hint: inner["hint"] ?? undefined };
    case "count":
    case "distinct":
      return {
        filter: optionalDoc(inner, "query") ?? {},
        limit: optionalNumber(inner, "limit"),
        hint: inner["hint"] ?? undefined,
      };
    case "findAndModify":
      return { ...findHalf(inner), limit: 1 };
    case "update":
    case "delete":
      return statementRead(inner, name);
    default:
      throw new StoreError(59, "CommandNotFound", `Explain failed due to unknown command: ${name}`);
  }
}

function statementRead(inner: Doc, name: "update" | "delete"): FindRequest {
  const [first = {}] = (inner[name === "update" ? "updates" : "deletes"] ?? []) as Doc[];
  const single = name === "update" ? first["multi"] !== true : first["limit"] === 1;
  return { filter: optionalDoc(first, "q") ?? {}, hint: first["hint"] ?? undefined, limit: single ? 1 : 0 };
}

interface Explanation {
  name: string;
  request: FindRequest;
  runs: boolean;
}

function explainRead(context: CommandContext, { name, request, runs }: Explanation): Doc {
  const { engine, database } = context;
  const view = viewOf(context);
  const collection = engine.catalog.find(view, database, name);
  const reading = engine.reading(view);
  const found = collection && prepareFind(reading, collection, request);
  const winningPlan = found && collection ? describePlan(found.plan, request) : { stage: "EOF" };
  const reply: Doc = {
    explainVersion: "1",
    queryPlanner: { namespace: `${database}.${name}`, parsedQuery: request.filter, winningPlan, rejectedPlans: [] },
    serverInfo: { version: SERVER_VERSION },
    ok: 1,
  };
  if (runs) reply["executionStats"] = execute(found?.run() ?? [], reading.counts);
  return reply;
}

function execute(found: Iterable<unknown>, counts: ReadCounts): Doc {
  // Counted first: the other numbers grow while it runs.
  const nReturned = countOf(found);
  return {
    executionSuccess: true,
    nReturned,
    totalKeysExamined: counts.keysExamined,
    totalDocsExamined: counts.docsExamined,
  };
}

function describePlan(plan: Plan, request: FindRequest): Doc {
  const access = describeAccess(plan);
  const ordered = plan.ordered ? access : { stage: "SORT", sortPattern: request.sort, inputStage: access };
  return request.limit ? { stage: "LIMIT", limitAmount: request.limit, inputStage: ordered } : ordered;
}

function describeAccess(plan: Plan): Doc {
  switch (plan.stage) {
    case "COLLSCAN":
      return { stage: "COLLSCAN", direction: plan.reverse ? "backward" : "forward" };
    case "IXSCAN":
      return { stage: "FETCH", inputStage: describeIndexScan(plan) };
    case "OR":
      return { stage: "FETCH", inputStage: { stage: "OR", inputStages: plan.plans.map(describeIndexScan) } };
  }
}

function describeIndexScan(plan: IndexPlan): Doc {
  return {
    stage: "IXSCAN",
    indexName: plan.index.name,
    keyPattern: plan.index.key,
    isMultiKey: plan.repeats,
    isUnique: plan.index.unique === true || plan.index.isId,
    direction: plan.reverse ? "backward" : "forward",
    ranges: plan.ranges.length,
  };
}
