import getRawBody from "raw-body";
import { AppError } from "../errors";
import type { Http } from "./http";

const LIMIT = 1024 * 1024;
/** A photo as phones take it. */
const BYTES_LIMIT = 10 * 1024 * 1024;

async function readBytes(http: Http, limit: number): Promise<Buffer> {
  try {
    return await getRawBody(http.req, { length: http.req.headers["content-length"] ?? null, limit });
  } catch (error) {
    const isTooLarge = error instanceof Error && "type" in error && error.type === "entity.too.large";
    throw new AppError(isTooLarge ? "body_too_large" : "malformed_body", {}, { cause: error });
  }
}

/**
 * The JSON of a request; an empty body counts as `{}`, since verbs like archive need none.
 * @throws AppError `unsupported_media`, `body_too_large`, `malformed_body`
 */
export async function parseBody(http: Http): Promise<unknown> {
  const hasBody = http.request.length !== undefined ? http.request.length > 0 : "transfer-encoding" in http.req.headers;
  if (!hasBody) return {};
  if (!http.is("application/json") || http.get("Content-Encoding")) throw new AppError("unsupported_media");
  const bytes = await readBytes(http, LIMIT);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    throw new AppError("malformed_body", {}, { cause: error });
  }
}

/**
 * A request that is no JSON, as it came.
 * @throws AppError `unsupported_media`, `body_too_large`
 */
export async function readMedia(http: Http, types: readonly string[]): Promise<Buffer> {
  if (!http.is(...types) || http.get("Content-Encoding")) throw new AppError("unsupported_media");
  return readBytes(http, BYTES_LIMIT);
}
