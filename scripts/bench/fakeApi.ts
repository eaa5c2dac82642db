import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface SentMessage {
  to: string;
  /** The message as it was posted. */
  text: string;
  /** On this process's performance clock. */
  at: number;
}

export interface FakeApi {
  baseUrl: string;
  onSend(listener: (message: SentMessage) => void): void;
  close(): Promise<void>;
}

type Answer = (query: URLSearchParams) => object;

/** Everybody exists and works in department 1; who is called boss leads it. A sign-in code is the user id itself. */
const memberOf = (userid: string) => ({
  userid,
  name: userid,
  department: [1],
  is_leader_in_dept: [userid === "boss" ? 1 : 0],
  status: 1,
});

function answersFor(memberIds: readonly string[]): Record<string, Answer> {
  return {
    gettoken: () => ({ access_token: "token", expires_in: 7200 }),
    "user/get": (query) => memberOf(query.get("userid") ?? ""),
    "user/list": () => ({ userlist: memberIds.map(memberOf) }),
    "department/list": () => ({ department: [{ id: 1, name: "bench", parentid: 0 }] }),
    "auth/getuserinfo": (query) => ({ userid: query.get("code") }),
    "menu/create": () => ({}),
    "message/update_template_card": () => ({ invaliduser: [] }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await request.toArray()).toString("utf8");
}

/** The least of WeCom's API that the program needs to run; answers at once. */
export async function startFakeApi(memberIds: readonly string[]): Promise<FakeApi> {
  const answers = answersFor(memberIds);
  const listeners: ((message: SentMessage) => void)[] = [];
  let serial = 0;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://fake");
    const call = url.pathname.replace("/cgi-bin/", "");
    void readBody(request).then((text) => {
      const at = performance.now();
      const isSend = call === "message/send";
      const answer = isSend
        ? { msgid: `m${++serial}`, response_code: `r${serial}` }
        : answers[call]?.(url.searchParams);
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer ? { errcode: 0, errmsg: "ok", ...answer } : { errcode: 40058, errmsg: call }));
      if (isSend) for (const tell of listeners) tell({ to: (JSON.parse(text) as { touser: string }).touser, text, at });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onSend: (listener) => void listeners.push(listener),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
