import getRawBody from "raw-body";
import { AppError } from "../errors";
import type { Http } from "./http";

const LIMIT = 64 * 1024;

/**
 * The fields of a page's own form; of a field named twice the first counts.
 * @throws AppError `unsupported_media`, `body_too_large`, `malformed_body`
 */
export async function parseForm(http: Http): Promise<Map<string, string>> {
  if (!http.is("application/x-www-form-urlencoded")) throw new AppError("unsupported_media");
  try {
    const text = await getRawBody(http.req, { limit: LIMIT, encoding: "utf8" });
    return new Map([...new URLSearchParams(text)].toReversed());
  } catch (error) {
    const isTooLarge = error instanceof Error && "type" in error && error.type === "entity.too.large";
    throw new AppError(isTooLarge ? "body_too_large" : "malformed_body", {}, { cause: error });
  }
}
