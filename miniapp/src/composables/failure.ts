import { RequestRefused, Unreachable } from "../api/problem";

/** Why a screen has nothing to show. A hidden record and a missing one are the same. */
export type Failure =
  | { kind: "hidden" }
  | { kind: "forbidden"; detail: string }
  | { kind: "offline" }
  | { kind: "refused"; detail: string; requestId: string }
  | { kind: "broken" };

export function toFailure(error: unknown): Failure {
  if (error instanceof Unreachable) return { kind: "offline" };
  if (!(error instanceof RequestRefused)) return { kind: "broken" };
  if (error.problem.status === 404) return { kind: "hidden" };
  if (error.problem.status === 403) return { kind: "forbidden", detail: error.problem.detail };
  return { kind: "refused", detail: error.problem.detail, requestId: error.problem.requestId ?? "" };
}
