import mongoose, { Schema, type IndexDefinition, type IndexOptions, type Model } from "mongoose";
import { bringIn } from "../withTransaction";
import { queuePaths } from "./queueRow";

/** What asks or changes a collection. */
const LOOKS = /^(aggregate|count|delete|distinct|find|replace|update)/;

interface RowDefinition {
  paths: Record<string, object>;
  indexes: [IndexDefinition, IndexOptions?][];
  /** Its new rows come by `insertLater`. */
  isFilledLater?: boolean;
}

/** A collection of the machine room: no entity, no policy, never shown as a record. */
export function defineRows<R extends { _id: string }>(
  name: string,
  { paths, indexes, isFilledLater }: RowDefinition,
): Model<R> {
  const schema = new Schema(
    { _id: { type: String }, ...paths },
    {
      versionKey: false,
      strict: "throw",
      autoIndex: false,
      autoCreate: false,
      minimize: false,
    },
  );
  for (const [definition, options] of indexes) schema.index(definition, options);
  if (isFilledLater) schema.pre(LOOKS, () => bringIn(model));
  const model = mongoose.model<R>(name, schema as never) as Model<R>;
  return model;
}

/** A collection whose rows wait to be worked on; see queue.ts. */
export const defineQueue = <R extends { _id: string }>(name: string, definition: RowDefinition): Model<R> =>
  defineRows<R>(name, {
    ...definition,
    paths: { ...queuePaths, ...definition.paths },
    indexes: [
      // With the id, so that the oldest are read off without sorting a backlog.
      [{ state: 1, dueAt: 1, _id: 1 }],
      [{ lane: 1 }, { unique: true, partialFilterExpression: { holdsLane: true }, name: "one_worker_per_lane" }],
      ...definition.indexes,
    ],
  });
