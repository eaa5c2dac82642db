import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { CallLog } from "../callLog";
import type { Faults } from "../faults";
import type { AccessTokens } from "./accessTokens";
import { isFileAnswer } from "./endpoint";
import type { ApiAnswer, ApiCall, Endpoints } from "./endpoint";
import { WecomError } from "./wecomError";

/** What goes back over HTTP. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

export interface ApiParts {
  endpoints: Endpoints;
  tokens: AccessTokens;
  faults: Faults;
  calls: CallLog;
}

const SLOW_MS = 3000;

/** Answers one API call as WeCom would: business errors are HTTP 200 with an errcode. Every call lands in the log. */
export async function answerApi(
  parts: ApiParts,
  path: string,
  call: ApiCall & { method: string },
): Promise<HttpAnswer> {
  const startedAt = performance.now();
  if (parts.faults.isOn("slow")) await sleep(SLOW_MS);
  const { answer, logged, errcode } = await run(parts, path, call);
  parts.calls.add({
    direction: "out",
    name: path,
    note: describe(call, errcode),
    status: answer.status,
    errcode,
    failed: answer.status >= 400 || (errcode ?? 0) !== 0,
    milliseconds: Math.round(performance.now() - startedAt),
    request: { query: call.query, body: readable(call) },
    response: logged,
  });
  return answer;
}

interface Outcome {
  answer: HttpAnswer;
  logged: unknown;
  errcode: number | null;
}

async function run(parts: ApiParts, path: string, call: ApiCall & { method: string }): Promise<Outcome> {
  if (parts.faults.isOn("serverError")) return toFailure(502, "<html><body>502 Bad Gateway</body></html>");
  const endpoint = Object.hasOwn(parts.endpoints, path) ? parts.endpoints[path] : undefined;
  if (!endpoint) return toFailure(404, "404 page not found");
  try {
    if (!endpoint.open) parts.tokens.check(call.query.access_token);
    checkFaults(parts.faults, path);
    if (call.method !== endpoint.method) throw new WecomError(40058, `require ${endpoint.method} method`);
    return toSuccess(await endpoint.handle(call));
  } catch (error) {
    if (!(error instanceof WecomError)) throw error;
    const hint = `hint: [${randomUUID()}], from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=${error.errcode}`;
    return toJson({ errcode: error.errcode, errmsg: `${error.message}, ${hint}` });
  }
}

function checkFaults(faults: Faults, path: string): void {
  const errcode = faults.takeInjected(path);
  if (errcode !== null) throw new WecomError(errcode);
  if (faults.isOn("rateLimit") && path !== "gettoken") throw new WecomError(45009);
}

const toFailure = (status: number, body: string): Outcome => ({
  answer: { status, headers: { "content-type": "text/html" }, body },
  logged: body,
  errcode: null,
});

function toSuccess(answer: ApiAnswer): Outcome {
  if (!isFileAnswer(answer)) return toJson({ errcode: 0, errmsg: "ok", ...answer });
  const { file, status, headers } = answer;
  return { answer: { status, headers, body: file }, logged: { bytes: file.length }, errcode: 0 };
}

const toJson = (body: { errcode: number } & Record<string, unknown>): Outcome => ({
  answer: { status: 200, headers: { "content-type": "application/json; charset=UTF-8" }, body: JSON.stringify(body) },
  logged: body,
  errcode: body.errcode,
});

/** The request body for the log: JSON as it is, anything else by its size. */
function readable({ body, headers }: ApiCall): unknown {
  if (body.length === 0) return null;
  if (headers["content-type"]?.startsWith("multipart/")) return { bytes: body.length };
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return { malformed: body.toString("utf8").slice(0, 200) };
    throw error;
  }
}

/** What a message says, in a few words. */
const spoken = z.union([
  z
    .object({ template_card: z.object({ main_title: z.object({ title: z.string() }) }) })
    .transform((message) => message.template_card.main_title.title),
  z.object({ text: z.object({ content: z.string() }) }).transform((message) => message.text.content.slice(0, 24)),
  z.object({ msgtype: z.string() }).transform((message) => message.msgtype),
  z.unknown().transform(() => ""),
]);

/** For the log: what was said, and what the call was refused for. */
const describe = (call: ApiCall, errcode: number | null) =>
  [spoken.parse(readable(call)), errcode ? `errcode ${errcode}` : ""].filter((words) => words !== "").join(" · ");
