import mongoose, { Schema, type IndexDefinition, type IndexOptions, type Model } from "mongoose";
import { queuePaths } from "./queueRow";

interface RowDefinition {
  paths: Record<string, object>;
  indexes: [IndexDefinition, IndexOptions?][];
}

/** A collection of the machine room: no entity, no policy, never shown as a record. */
export function defineRows<R extends { _id: string }>(name: string, { paths, indexes }: RowDefinition): Model<R> {
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
  return mongoose.model<R>(name, schema as never) as Model<R>;
}

/** A collection whose rows wait to be worked on; see queue.ts. */
export const defineQueue = <R extends { _id: string }>(name: string, { paths, indexes }: RowDefinition): Model<R> =>
  defineRows<R>(name, {
    paths: { ...queuePaths, ...paths },
    indexes: [
      // With the id, so that the oldest are read off without sorting a backlog.
      [{ state: 1, dueAt: 1, _id: 1 }],
      [{ lane: 1 }, { unique: true, partialFilterExpression: { holdsLane: true }, name: "one_worker_per_lane" }],
      ...indexes,
    ],
  });
