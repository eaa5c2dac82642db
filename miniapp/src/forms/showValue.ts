import { formatDay } from "../../../models/shared/values/day";
import { formatFen } from "../../../models/shared/values/money";
import type { FieldSpec } from "./fieldSpec";

function showOne(spec: FieldSpec | null, value: string | number): string {
  if (spec?.control === "money") return formatFen(Number(value));
  if (spec?.control === "day") return formatDay(String(value));
  return spec?.options?.find((option) => option.value === value)?.text ?? String(value);
}

/** A stored value as words, for a person to choose between two of them. */
export function showValue(spec: FieldSpec | null, value: unknown): string {
  if (Array.isArray(value)) return value.join("、");
  return typeof value === "string" || typeof value === "number" ? showOne(spec, value) : "";
}
