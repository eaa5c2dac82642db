import type { Position } from "./cursor";

export interface Sort {
  field: string;
  direction: 1 | -1;
  /** Instants travel as text in cursors. */
  isInstant: boolean;
  /** Rows may lack the value; they sort below all others. */
  isNullable: boolean;
}

export const sortOrder = ({ field, direction }: Sort): Record<string, 1 | -1> => ({
  [field]: direction,
  _id: direction,
});

const isBase = (field: string) => field === "createdAt" || field === "updatedAt";

/** @param asked a field's name, with a minus for descending */
export function toSort(asked: string, kinds: Record<string, { kind: string; required?: boolean }>): Sort {
  const field = asked.replace(/^-/, "");
  const definition = kinds[field];
  return {
    field,
    direction: asked.startsWith("-") ? -1 : 1,
    isInstant: isBase(field) || definition?.kind === "instant",
    isNullable: !isBase(field) && definition?.required !== true,
  };
}

const storedValue = ({ isInstant }: Sort, { value }: Pick<Position, "value">) =>
  isInstant && value !== null ? new Date(value) : value;

/** Rows after `position`, as one bound on the sort field wherever possible, so that an index serves it. */
export function afterPosition(sort: Sort, position: Pick<Position, "value" | "id">): Record<string, unknown> {
  const { field, direction } = sort;
  const [beyond, upTo] = direction === 1 ? ["$gt", "$lte"] : ["$lt", "$gte"];
  const value = storedValue(sort, position);
  if (!sort.isNullable) {
    return { [field]: { [`${beyond}e`]: value }, $nor: [{ [field]: value, _id: { [upTo]: position.id } }] };
  }
  const sameValue = { [field]: value, _id: { [beyond]: position.id } };
  if (value === null) return direction === 1 ? { $or: [{ [field]: { $ne: null } }, sameValue] } : sameValue;
  const further = [{ [field]: { [beyond]: value } }, sameValue];
  return { $or: direction === 1 ? further : [...further, { [field]: null }] };
}

/** The same of a field no row lacks, written so that no index is read for it. */
export function notBefore(sort: Sort, position: Pick<Position, "value" | "id">): Record<string, unknown> {
  const { field, direction } = sort;
  const [before, upTo] = direction === 1 ? ["$lt", "$lte"] : ["$gt", "$gte"];
  const value = storedValue(sort, position);
  return { $nor: [{ [field]: { [before]: value } }, { [field]: value, _id: { [upTo]: position.id } }] };
}

export function positionOf(sort: Sort, row: { _id: string } & Record<string, unknown>): Pick<Position, "value" | "id"> {
  const value = row[sort.field];
  if (value instanceof Date) return { value: value.toISOString(), id: row._id };
  return { value: typeof value === "string" || typeof value === "number" ? value : null, id: row._id };
}
