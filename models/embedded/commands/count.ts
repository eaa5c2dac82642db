import { prepareFind } from "../engine/find";
import type { Doc } from "../semantics";
import { distinctValues } from "../semantics";
import { StoreError } from "../errors";
import type { Command, CommandContext } from "./command";
import { readingOf, viewOf } from "./command";
import { collectionName, optionalDoc, optionalNumber } from "./fields";
import { variablesOf } from "./variables";

/** Refused in transactions, as in MongoDB, where drivers count with an aggregation instead. */
export const count: Command = {
  name: "count",
  fields: { query: "object", limit: "number", skip: "number", hint: "objectOrString", fields: "object" },
  run: (context, body) => ({ n: countMatches(context, body), ok: 1 }),
};

function countMatches(context: CommandContext, body: Doc): number {
  const { engine, database } = context;
  const view = viewOf(context);
  const collection = engine.catalog.find(view, database, collectionName(body));
  if (!collection) return 0;
  const filter = optionalDoc(body, "query") ?? {};
  const limit = Math.abs(optionalNumber(body, "limit") ?? 0);
  const request = { filter, limit, skip: optionalNumber(body, "skip"), hint: body["hint"] ?? undefined };
  return prepareFind(readingOf(context), collection, request).count();
}

export const distinct: Command = {
  name: "distinct",
  inTransaction: "allowed",
  fields: { key: "string", query: "object", hint: "objectOrString", let: "object" },
  run: (context, body) => {
    const { engine, database } = context;
    const key = body["key"];
    if (typeof key !== "string")
      throw new StoreError(40414, "Location40414", "BSON field 'distinct.key' is missing but a required field");
    const view = viewOf(context);
    const collection = engine.catalog.find(view, database, collectionName(body));
    if (!collection) return { values: [], ok: 1 };
    const filter = optionalDoc(body, "query") ?? {};
    const request = { filter, hint: body["hint"] ?? undefined, variables: variablesOf(body) };
    const found = prepareFind(readingOf(context), collection, request).run();
    return {
      values: distinctValues(
        [...found].map((candidate) => candidate.doc),
        key,
      ),
      ok: 1,
    };
  },
};
