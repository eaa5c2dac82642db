import { z } from "zod";
import { vault } from "../../models/vault";
import { AppError } from "../errors";

/** Where a page ended: the sort value and id of its last row. */
export interface Position {
  /** ISO for instants. */
  value: string | number | null;
  id: string;
  /** Counted once, on the first page. */
  total: number;
}

const positionSchema = z.tuple([z.union([z.string(), z.number(), z.null()]), z.string(), z.number()]);

const sign = (payload: string, query: unknown) => vault().fingerprint(`cursor:${payload}:${JSON.stringify(query)}`);

/** @param query everything the list depends on, the reader included: the cursor is good for nothing else */
export function writeCursor({ value, id, total }: Position, query: unknown): string {
  const payload = Buffer.from(JSON.stringify([value, id, total])).toString("base64url");
  return `${payload}.${sign(payload, query)}`;
}

/** @throws AppError `invalid_cursor` for one that was changed or belongs to another list or reader */
export function readCursor(cursor: string, query: unknown): Position {
  const [payload = "", signature] = cursor.split(".");
  if (signature !== sign(payload, query)) throw new AppError("invalid_cursor");
  const [value, id, total] = positionSchema.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  return { value, id, total };
}
