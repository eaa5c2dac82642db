import type { CardRow } from "../../models/shared/contracts/card";
import { promiseText } from "../../models/shared/text/zhCN/promises";
import { readPromise, sayPromise } from "../../models/shared/values/promise";
import { row } from "./parts";

/** What was promised, a line each. */
export const promiseRows = (lines: readonly string[]): CardRow[] =>
  lines.flatMap((line) => readPromise(line) ?? []).map((promise) => row(promiseText.row, sayPromise(promise)));
