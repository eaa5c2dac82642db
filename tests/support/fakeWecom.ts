import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface FakeMember {
  userid: string;
  name: string;
  department: number[];
  is_leader_in_dept?: number[];
  status?: number;
}

export interface FakeDepartment {
  id: number;
  name: string;
  parentid: number;
}

/** What the next call of an endpoint meets instead of its answer. */
export type Fault =
  | { errcode: number; errmsg?: string }
  | { status: number; headers?: Record<string, string> }
  | { body: string | Buffer; contentType: string }
  | { answer: object }
  | { delayMs: number }
  | { hang: true }
  | { stall: string };

export interface FakeCall {
  /** Below `/cgi-bin/`, e.g. `message/send`. */
  path: string;
  method: string;
  query: Record<string, string>;
  body: Buffer;
  /** The body as JSON; an empty object where there is none. */
  json: Record<string, unknown>;
}

/** A message the members can see: repeats that the platform recognises are not in it. */
export interface ShownMessage {
  touser: string;
  msgtype: string;
  [part: string]: unknown;
}

export interface FakeWecom {
  baseUrl: string;
  calls: FakeCall[];
  callsTo(path: string): FakeCall[];
  shown: ShownMessage[];
  members: FakeMember[];
  departments: FakeDepartment[];
  /** One-time sign-in codes and whom they stand for. */
  codes: Map<string, string>;
  files: Map<string, { bytes: Buffer; contentType: string }>;
  /** Queues faults: each is met once, in order. */
  fail(path: string, ...faults: Fault[]): void;
  /** Revokes every token given out so far, as the platform may at any time. */
  revokeTokens(errcode?: 40014 | 42001): void;
  stop(): Promise<void>;
}

type Answer = object | { bytes: Buffer; contentType: string };
type State = ReturnType<typeof createState>;

/** A stand-in for the WeCom API on a free port of 127.0.0.1, which does what it is told and notes what it was asked. */
export async function startFakeWecom(): Promise<FakeWecom> {
  const state = createState();
  const server = createServer((request, response) => void serve(state, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...state,
    baseUrl: `http://127.0.0.1:${port}`,
    callsTo: (path) => state.calls.filter((call) => call.path === path),
    fail: (path, ...faults) => void state.faults.set(path, [...(state.faults.get(path) ?? []), ...faults]),
    revokeTokens(errcode = 40014) {
      for (const token of state.tokens.keys()) state.tokens.set(token, errcode);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function createState() {
  return {
    calls: [] as FakeCall[],
    shown: [] as ShownMessage[],
    members: [] as FakeMember[],
    departments: [{ id: 1, name: "总部", parentid: 0 }] as FakeDepartment[],
    codes: new Map<string, string>(),
    files: new Map<string, { bytes: Buffer; contentType: string }>(),
    faults: new Map<string, Fault[]>(),
    /** Each token and what it is refused with; 0 while it is good. */
    tokens: new Map<string, number>(),
    messageIds: new Map<string, string>(),
    usedCodes: new Set<string>(),
  };
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const call = await readCall(request);
  state.calls.push(call);
  const fault = state.faults.get(call.path)?.shift();
  if (fault && isLeftOpen(fault, response)) return;
  if (fault && "delayMs" in fault) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  const { status = 200, headers = {}, body } = (fault && toReply(fault)) ?? toJsonOrFile(answerCall(state, call));
  response.writeHead(status, headers).end(body);
}

/** Answers nothing, or begins and stops: the caller's patience must end it. */
function isLeftOpen(fault: Fault, response: ServerResponse): boolean {
  if ("stall" in fault) response.writeHead(200).write(fault.stall);
  return "hang" in fault || "stall" in fault;
}

interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body: string | Buffer;
}

function toReply(fault: Fault): Reply | null {
  if ("status" in fault) return { ...fault, body: "<html>oops</html>" };
  if ("body" in fault) return { headers: { "content-type": fault.contentType }, body: fault.body };
  if ("answer" in fault) return toJsonOrFile(fault.answer);
  return "errcode" in fault ? toJsonOrFile({ errmsg: "scripted", ...fault }) : null;
}

export function toJsonOrFile(answer: Answer): Reply {
  if ("bytes" in answer) return { headers: { "content-type": answer.contentType }, body: answer.bytes };
  const body = JSON.stringify({ errcode: 0, errmsg: "ok", ...answer });
  return { headers: { "content-type": "application/json; charset=UTF-8" }, body };
}

async function readCall(request: IncomingMessage): Promise<FakeCall> {
  const url = new URL(request.url ?? "/", "http://fake");
  const body = Buffer.concat(await request.toArray());
  const isJson = request.headers["content-type"]?.includes("json") ?? false;
  return {
    path: url.pathname.replace("/cgi-bin/", ""),
    method: request.method ?? "",
    query: Object.fromEntries(url.searchParams),
    body,
    json: isJson ? (JSON.parse(body.toString("utf8")) as Record<string, unknown>) : {},
  };
}

export function answerCall(state: State, call: FakeCall): Answer {
  if (call.path === "gettoken") return issueToken(state);
  const token = call.query.access_token;
  if (!token) return { errcode: 41001, errmsg: "access_token missing" };
  const refusal = state.tokens.get(token) ?? 40014;
  if (refusal !== 0) return { errcode: refusal, errmsg: `invalid access_token ${token}` };
  const answer = answers[call.path];
  return answer ? answer(state, call) : { errcode: 40058, errmsg: `no such call ${call.path}` };
}

function issueToken(state: State): Answer {
  const token = `TOKEN-${state.tokens.size + 1}`;
  state.tokens.set(token, 0);
  return { access_token: token, expires_in: 7200 };
}

const answers: Record<string, (state: State, call: FakeCall) => Answer> = {
  "message/send": sendMessage,
  "message/update_template_card": updateCard,
  "menu/create": () => ({}),
  "media/upload": () => ({ type: "file", media_id: "MEDIA-UP", created_at: "1735689600" }),
  "media/get": (state, { query }) =>
    state.files.get(query.media_id ?? "") ?? { errcode: 40007, errmsg: "invalid media_id" },
  get_jsapi_ticket: () => ({ ticket: "TICKET-CORP", expires_in: 7200 }),
  "ticket/get": () => ({ ticket: "TICKET-APP", expires_in: 7200 }),
  "auth/getuserinfo": exchangeCode,
  "user/get": (state, { query }) =>
    state.members.find(({ userid }) => isSameId(userid, query.userid)) ?? {
      errcode: 60111,
      errmsg: "userid not found",
    },
  "department/list": (state) => ({ department: state.departments }),
  "user/list": (state, { query }) => ({
    userlist: state.members.filter(({ department }) => department.includes(Number(query.department_id))),
  }),
};

/** The same bytes twice are shown once; receivers are known members, unless the test named none. */
function sendMessage(state: State, { json, body }: FakeCall): Answer {
  const touser = String(json.touser);
  const isKnown = state.members.length === 0 || state.members.some(({ userid }) => isSameId(userid, touser));
  if (!isKnown) return { errcode: 81013, errmsg: "all receivers invalid" };
  const known = json.enable_duplicate_check === 1 ? state.messageIds.get(body.toString()) : undefined;
  const msgid = known ?? `MSG-${state.calls.length}`;
  state.messageIds.set(body.toString(), msgid);
  if (!known) state.shown.push(json as ShownMessage);
  const isButtonCard = JSON.stringify(json.template_card ?? {}).includes("button_interaction");
  return { invaliduser: "", msgid, ...(isButtonCard ? { response_code: `RC-${msgid}` } : {}) };
}

function updateCard(state: State, { json }: FakeCall): Answer {
  const code = String(json.response_code);
  if (state.usedCodes.has(code)) return { errcode: 60140, errmsg: "invalid response_code" };
  state.usedCodes.add(code);
  return { invaliduser: [] };
}

function exchangeCode(state: State, { query }: FakeCall): Answer {
  const userid = state.codes.get(query.code ?? "");
  if (!userid) return { errcode: 40029, errmsg: "invalid code" };
  state.codes.delete(query.code ?? "");
  return { userid };
}

function isSameId(left: string, right = ""): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
