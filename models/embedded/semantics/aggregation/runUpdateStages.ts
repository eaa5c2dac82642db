import { StoreError } from "../../errors";
import type { Doc } from "../values/doc";
import { refusing } from "./refusing";
import { runStages, stageName } from "./runStages";

const ALLOWED = new Set(["$addFields", "$set", "$project", "$unset", "$replaceRoot", "$replaceWith"]);

/**
 * The document that an update's pipeline makes of another.
 *
 * @throws StoreError 72 for a stage that updates do not allow
 */
export function runUpdateStages(
  doc: Doc,
  pipeline: Doc[],
  { variables = {}, now }: { variables?: Doc; now: Date },
): Doc {
  const foreign = pipeline.map(stageName).find((name) => !ALLOWED.has(name));
  if (foreign !== undefined) {
    throw new StoreError(72, "InvalidOptions", `${foreign} is not allowed to be used within an update`);
  }
  const context = { variables, now, docsOf: () => [] };
  return refusing(() => [...runStages([doc], pipeline, context)])[0] as Doc;
}
