import { prepareFind } from "../engine/find";
import type { FindRequest } from "../engine/find";
import { removeDocument } from "../engine/writeDocument";
import type { Doc } from "../semantics";
import { compileFilter, normalizeFilter } from "../semantics";
import type { WritableView } from "../storage/view";
import type { Command, CommandContext } from "./command";
import type { FieldTypes } from "./fields";
import { checkFields, collectionName, refuseCollation, requiredArray, requiredDoc } from "./fields";
import { checkBatch } from "./insert";
import type { Outcome } from "./statements";
import { outcomeReply, runStatements } from "./statements";
import { variablesOf } from "./variables";

const STATEMENT_FIELDS: FieldTypes = { q: "object", limit: "number", hint: "objectOrString", collation: "object" };

export const deleteCommand: Command = {
  name: "delete",
  inTransaction: "allowed",
  fields: { deletes: "array", ordered: "boolean", let: "object" },
  run: async (context, body) => {
    const name = collectionName(body);
    const variables = variablesOf(body);
    const statements = requiredArray("delete", body, "deletes").map((given) => toRequest(given as Doc, variables));
    checkBatch(statements.length);
    const outcome = await runStatements(context, {
      count: statements.length,
      ordered: body["ordered"] !== false,
      run: (view, index, result) => removeMatches(view, { context, name, result }, statements[index] as FindRequest),
    });
    return outcomeReply(outcome);
  },
};

function toRequest(given: Doc, variables: Doc | undefined): FindRequest {
  checkFields("delete.deletes", given, STATEMENT_FIELDS);
  refuseCollation(given);
  const filter = requiredDoc("delete.deletes", given, "q");
  return { filter, limit: Number(given["limit"] ?? 0), hint: given["hint"] ?? undefined, variables };
}

interface Target {
  context: CommandContext;
  name: string;
  result: Outcome;
}

/** Removing is its own progress: after waiting for a locked row the search simply finds what is left. */
function removeMatches(view: WritableView, { context, name, result }: Target, request: FindRequest): void {
  const { engine, database } = context;
  const collection = engine.catalog.find(view, database, name);
  if (!collection) {
    compileFilter(normalizeFilter(request.filter), { variables: request.variables });
    return;
  }
  const matches = [...prepareFind(engine.reading(view), collection, request).run()];
  for (const candidate of matches) {
    removeDocument(view, collection, candidate);
    result.n++;
  }
}
