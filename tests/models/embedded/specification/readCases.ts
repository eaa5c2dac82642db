import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { EJSON } from "bson";

export type Doc = Record<string, unknown>;

export interface Operation {
  object: string;
  name: string;
  arguments?: Doc;
  expectResult?: unknown;
  expectError?: Doc;
  saveResultAsEntity?: string;
  ignoreResultAndError?: boolean;
}

export interface Case {
  file: string;
  name: string;
  createEntities: Record<string, Doc>[];
  initialData: { collectionName: string; databaseName: string; documents: Doc[] }[];
  operations: Operation[];
  outcome: { collectionName: string; databaseName: string; documents: Doc[] }[];
}

interface Requirement {
  minServerVersion?: string;
  maxServerVersion?: string;
  topologies?: string[];
  serverless?: string;
}

/** Operations that need a server with fail points, a second server, or a newer one. */
const OUT_OF_REACH = new Set([
  "failPoint",
  "targetedFailPoint",
  "clientBulkWrite",
  "modifyCollection",
  "assertSessionPinned",
  "assertSessionUnpinned",
]);
/** What our server claims to be. */
const VERSION = "7.0";
const TOPOLOGY = "sharded";

/** The cases of a folder of the public specifications that a single server without fail points can be asked. */
export function readCases(folder: string): Case[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => readFile(join(folder, file), file));
}

function readFile(path: string, file: string): Case[] {
  const suite = EJSON.parse(readFileSync(path, "utf8")) as Doc;
  if (!runsHere(suite["runOnRequirements"])) return [];
  const tests = suite["tests"] as Doc[];
  return tests
    .filter((test) => test["skipReason"] === undefined && runsHere(test["runOnRequirements"]))
    .filter((test) => (test["operations"] as Operation[]).every((operation) => !OUT_OF_REACH.has(operation.name)))
    .map((test) => ({
      file,
      name: String(test["description"]),
      createEntities: (suite["createEntities"] ?? []) as Record<string, Doc>[],
      initialData: (suite["initialData"] ?? []) as Case["initialData"],
      operations: test["operations"] as Operation[],
      outcome: (test["outcome"] ?? []) as Case["outcome"],
    }));
}

function runsHere(requirements: unknown): boolean {
  if (!Array.isArray(requirements)) return true;
  return (requirements as Requirement[]).some(
    ({ minServerVersion, maxServerVersion, topologies, serverless }) =>
      (minServerVersion === undefined || compareVersions(minServerVersion, VERSION) <= 0) &&
      (maxServerVersion === undefined || compareVersions(maxServerVersion, VERSION) >= 0) &&
      (topologies === undefined || topologies.includes(TOPOLOGY)) &&
      serverless !== "require",
  );
}

function compareVersions(a: string, b: string): number {
  const [left = [], right = []] = [a, b].map((version) => version.split(".").map(Number));
  for (let index = 0; index < 2; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
