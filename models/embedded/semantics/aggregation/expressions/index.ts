import type { Evaluate } from "../operatorTables";
import { arrays } from "./arrays";
import { dates } from "./dates";
import { fieldPath } from "./fieldPath";
import { logic } from "./logic";
import { text } from "./text";
import { types } from "./types";

/** Expressions that mingo lacks, or computes differently than MongoDB does. */
export const expressionOverrides: Record<string, Evaluate> = {
  ...logic,
  ...arrays,
  ...types,
  ...text,
  ...dates,
  $fieldPath: fieldPath,
};
