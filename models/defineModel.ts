import mongoose, { Schema, type IndexDefinition, type IndexOptions, type Model } from "mongoose";
import type { Entity } from "./shared/defineEntity";
import type { Field } from "./shared/fields";
import { cutsPath, isSearchable, isWords, type StoredRow } from "./storedRecord";

const personalSchema = new Schema({ sealed: String, hash: String, tail: String }, { _id: false });

function pathsOf(name: string, field: Field): Record<string, object> {
  const cuts = isWords(field) ? { [cutsPath(name)]: { type: [personalSchema] } } : {};
  switch (field.kind) {
    case "number":
    case "money":
      return { [name]: { type: Number } };
    case "instant":
      return { [name]: { type: Date } };
    case "list":
      return { [name]: { type: [String] }, ...cuts };
    case "personal":
      return { [name]: { type: [personalSchema] } };
    case "text":
      return { [name]: { type: String }, ...cuts };
    case "day":
    case "time":
    case "choice":
    case "ref":
      return { [name]: { type: String } };
  }
}

export type IndexSpec = [IndexDefinition, IndexOptions?];

/** The mongoose model of an entity. Rows are read lean and written through saveWithEvent; there are no hooks. */
export function defineModel(entity: Entity, indexes: IndexSpec[]): Model<StoredRow> {
  const paths: Record<string, object> = {
    _id: { type: String },
    version: { type: Number },
    owner: { type: String },
    isKey: { type: Boolean },
    archivedAt: { type: Date },
    createdAt: { type: Date },
    updatedAt: { type: Date },
  };
  for (const [name, field] of Object.entries(entity.fields)) Object.assign(paths, pathsOf(name, field));
  if (isSearchable(entity)) Object.assign(paths, { searchKeys: { type: [String] }, searchText: { type: String } });

  const schema = new Schema(paths, { versionKey: false, strict: "throw", autoIndex: false, autoCreate: false });
  // The entity's own come first: between indexes that promise the same, the embedded store takes the first.
  for (const [definition, options] of indexes) schema.index(definition, options);
  // Without the time of the last change: each touch of a record would move every one of its keys.
  if (isSearchable(entity)) schema.index({ searchKeys: 1, owner: 1 });
  schema.index({ owner: 1, updatedAt: -1, _id: -1 });
  schema.index({ updatedAt: -1, _id: -1 });
  return mongoose.model<StoredRow>(entity.name, schema as never);
}
