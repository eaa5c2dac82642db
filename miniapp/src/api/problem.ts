import type { Problem } from "../../../models/shared/contracts/read";

/** The server answered, and refused. `problem.detail` is a sentence to show. */
export class RequestRefused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** No answer: no network, a dead server, or one that took too long. */
export class Unreachable extends Error {
  constructor(override readonly cause: unknown) {
    super("unreachable");
  }
}

export const isRefused = (error: unknown, status: number): error is RequestRefused =>
  error instanceof RequestRefused && error.problem.status === status;

/** Everything but a refusal is worth another try. */
export const isPassing = (error: unknown) =>
  error instanceof Unreachable || (error instanceof RequestRefused && isPassingStatus(error.problem.status));

const isPassingStatus = (status: number) => status >= 500 || status === 429 || status === 408;
