import type { Middleware } from "koa";
import { AppError } from "../errors";
import { presentProblem } from "../presenters/presentProblem";
import type { Http, HttpState } from "./http";

function toAppError(http: Pick<Http, "state" | "method" | "path">, error: unknown): AppError {
  if (error instanceof AppError) return error;
  http.state.log.error({ err: error, method: http.method, path: http.path }, "request failed");
  return new AppError("internal");
}

/** The one exit of errors: foreseen ones with their code, all others logged and blank. */
export const answerErrors: Middleware<HttpState> = async (http, next) => {
  try {
    await next();
    if (http.status === 404 && http.body === undefined) throw new AppError("not_found");
  } catch (caught) {
    const error = toAppError(http, caught);
    const problem = presentProblem(error);
    if (error.details.retryAfterMs) http.set("Retry-After", String(Math.ceil(error.details.retryAfterMs / 1000)));
    http.status = problem.status;
    http.body = problem;
    http.type = "application/problem+json";
  }
};
