import type { z } from "zod";
import { AppError, type FieldProblem } from "../errors";

type Issue = z.core.$ZodIssue;

function codeOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "required" : "invalid_type";
    case "too_small":
      return issue.origin === "string" || issue.origin === "array" ? "too_short" : "too_small";
    case "too_big":
      return issue.origin === "string" || issue.origin === "array" ? "too_long" : "too_big";
    case "invalid_format":
    case "invalid_value":
      return issue.code;
    case "unrecognized_keys":
      return "unknown_field";
    case "not_multiple_of":
    case "invalid_union":
    case "invalid_key":
    case "invalid_element":
      return "invalid";
    case "custom":
      return typeof issue.params?.code === "string" ? issue.params.code : "invalid";
  }
}

function problemsOf(issue: Issue): FieldProblem[] {
  const path = issue.path.map(String);
  const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
  return paths.map((parts) => ({ path: parts.join("."), code: codeOf(issue), message: issue.message }));
}

/**
 * What came from outside, as the schema's type. The only place where input is parsed.
 * @throws AppError `invalid_input` with one entry per field
 */
export function validate<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw new AppError("invalid_input", { errors: result.error.issues.flatMap(problemsOf) });
}
