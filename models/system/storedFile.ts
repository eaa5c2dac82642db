import { defineRows } from "./defineRows";

/** A picture, recording or document that somebody sent. The bytes lie sealed in the file store under `name`. */
export interface StoredFileRow {
  _id: string;
  /** Who sent it. */
  userId: string;
  name: string;
  kind: "image" | "voice" | "file";
  contentType: string;
  /** The note it belongs to, once that is known. */
  followUp: string | null;
  /** The visit it was taken on. */
  visit?: string | null;
  createdAt: Date;
}

export const StoredFile = defineRows<StoredFileRow>("storedFile", {
  paths: {
    userId: { type: String },
    name: { type: String },
    kind: { type: String },
    contentType: { type: String },
    followUp: { type: String },
    visit: { type: String },
    createdAt: { type: Date },
  },
  indexes: [[{ name: 1 }, { unique: true, name: "one_row_per_file" }], [{ followUp: 1 }], [{ visit: 1 }]],
});
