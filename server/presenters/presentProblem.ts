import { STATUS_CODES } from "node:http";
import type { Problem } from "../../models/shared/contracts/read";
import { fieldProblemSentences } from "../../models/shared/text/zhCN/errors";
import { ERROR_STATUS, type AppError, type Conflict, type FieldProblem } from "../errors";
import { presentValue } from "./presentInstant";
import { sentenceOf } from "./sentenceOf";

const fieldSentences: Record<string, string> = fieldProblemSentences;

const presentFieldProblem = ({ path, code }: FieldProblem): FieldProblem => ({
  path,
  code,
  message: fieldSentences[code] ?? fieldProblemSentences.invalid,
});

const presentConflict = ({ base, yours, theirs }: Conflict): Conflict => ({
  base: presentValue(base),
  yours: presentValue(yours),
  theirs: presentValue(theirs),
});

/** RFC 9457. The request's id travels in the header, so that equal problems have equal bodies. */
export function presentProblem({ code, details }: Pick<AppError, "code" | "details">): Problem {
  const status = ERROR_STATUS[code];
  const conflicts = Object.entries(details.conflicts ?? {}).map(([field, one]) => [field, presentConflict(one)]);
  return {
    type: "about:blank",
    title: STATUS_CODES[status] ?? "",
    status,
    code,
    detail: sentenceOf({ code, details }),
    ...(details.errors ? { errors: details.errors.map(presentFieldProblem) } : {}),
    ...(details.conflicts ? { conflicts: Object.fromEntries(conflicts) as Record<string, Conflict> } : {}),
  };
}
