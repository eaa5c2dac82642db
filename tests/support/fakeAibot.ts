import { createCipheriv, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";

/** A frame of ours, as the platform gets it. */
export interface SentFrame {
  cmd: string;
  headers: { req_id: string };
  body: Record<string, unknown> & {
    stream?: { id: string; finish: boolean; content: string };
    template_card?: FakeCard;
  };
}

export interface FakeCard {
  card_type: string;
  task_id: string;
  main_title: { title: string; desc?: string };
  horizontal_content_list?: { keyname: string; value: string; url?: string }[];
  button_list?: { text: string; key: string }[];
}

export interface FakeAibot {
  url: string;
  /** Everything that was sent but pings and subscriptions, whether taken or refused. */
  sent: SentFrame[];
  /** Connections that subscribed, in their order; closed ones too. */
  subscriptions: SentFrame["body"][];
  /** How the next frame of this command is answered: a code, or not at all. Once. */
  answerNext(cmd: string, how: number | "silence"): void;
  /** Answers every subscription with this code from now on; 0 takes them. */
  refuse(errcode: number): void;
  isConnected(): boolean;
  say(from: string, message: Record<string, unknown>): { msgid: string; reqId: string };
  raise(
    from: string,
    event: Record<string, unknown> & { eventtype: string },
    more?: object,
  ): { msgid: string; reqId: string };
  /** The same callback again, as after a reconnect: a new frame with the same msgid. */
  repeat(msgid: string): void;
  /** Cuts the line without a word. */
  drop(): void;
  /** Another program subscribed. */
  takeOver(): void;
  /** Puts a file where a message may point to. */
  putFile(bytes: Buffer): { url: string; aeskey: string };
  /** What came to the address for one more answer. */
  posted: { path: string; body: Record<string, unknown> }[];
  close(): Promise<void>;
}

const WRONG_SECRET = 853000;

/** Pads to 32 and seals, as the platform does with every file. */
export function sealFile(bytes: Buffer): { sealed: Buffer; aeskey: string } {
  const key = randomBytes(32);
  const padding = 32 - (bytes.length % 32);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const sealed = Buffer.concat([cipher.update(Buffer.concat([bytes, Buffer.alloc(padding, padding)])), cipher.final()]);
  return { sealed, aeskey: key.toString("base64") };
}

/** A WeCom that holds AI bots' long connections and does what it is told. */
export async function startFakeAibot(credentials = { id: "bot-1", secret: "bot-secret-1" }): Promise<FakeAibot> {
  const files = new Map<string, Buffer>();
  const posted: FakeAibot["posted"] = [];
  const usedUrls = new Set<string>();
  const http = createServer((request, response) => {
    const path = request.url ?? "";
    const file = files.get(path);
    if (file) return void response.end(file);
    if (request.method === "GET") return void response.writeHead(404).end();
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const isUsed = usedUrls.has(path);
      usedUrls.add(path);
      if (!isUsed) posted.push({ path, body: JSON.parse(text) });
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(isUsed ? { errcode: 40058, errmsg: "used" } : { errcode: 0, errmsg: "ok" }));
    });
  });
  const sockets = new WebSocketServer({ server: http });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;

  const sent: SentFrame[] = [];
  const subscriptions: SentFrame["body"][] = [];
  const answers: { cmd: string; how: number | "silence" }[] = [];
  const callbacks = new Map<string, { cmd: string; body: object }>();
  const tasks = new Set<string>();
  let refusal = 0;
  let current: WebSocket | null = null;
  let lastId = 0;

  function subscribe(socket: WebSocket, body: SentFrame["body"]): number {
    subscriptions.push(body);
    if (refusal) return refusal;
    if (body.bot_id !== credentials.id || body.secret !== credentials.secret) return WRONG_SECRET;
    if (current && current !== socket) takeOver();
    current = socket;
    return 0;
  }

  /** Whoever is connected is told so and thrown out. */
  function takeOver(): void {
    const event = { msgtype: "event", event: { eventtype: "disconnected_event" } };
    push("aibot_event_callback", { msgid: "m", from: { userid: "sys" }, ...event });
    const loser = current;
    current = null;
    setImmediate(() => loser?.close());
  }

  function takeAnswer(cmd: string): number | "silence" | null {
    const index = answers.findIndex((answer) => answer.cmd === cmd);
    return index < 0 ? null : (answers.splice(index, 1)[0]?.how ?? null);
  }

  function refuseFrame(frame: SentFrame, errcode: number): number {
    sent.push(frame);
    return errcode;
  }

  function take(socket: WebSocket, frame: SentFrame): number {
    if (frame.cmd === "ping") return 0;
    if (frame.cmd === "aibot_subscribe") return subscribe(socket, frame.body);
    sent.push(frame);
    const task = frame.body.template_card?.task_id;
    if (!task || frame.cmd === "aibot_respond_update_msg") return 0;
    if (tasks.has(task)) return 846625;
    tasks.add(task);
    return 0;
  }

  sockets.on("connection", (socket) => {
    socket.on("close", () => {
      if (current === socket) current = null;
    });
    socket.on("message", (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as SentFrame;
      const told = takeAnswer(frame.cmd);
      const errcode = typeof told === "number" ? refuseFrame(frame, told) : take(socket, frame);
      if (told === "silence") return;
      socket.send(JSON.stringify({ headers: frame.headers, errcode, errmsg: errcode ? "refused" : "ok" }));
    });
  });

  function push(cmd: string, body: object): string {
    if (!current) throw new Error("nobody is connected");
    const reqId = `req-${(lastId += 1)}`;
    current.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));
    return reqId;
  }

  function callback(cmd: string, body: object) {
    const msgid = `msg-${(lastId += 1)}`;
    const whole = { msgid, aibotid: credentials.id, chattype: "single", ...body };
    callbacks.set(msgid, { cmd, body: whole });
    return { msgid, reqId: push(cmd, whole) };
  }

  return {
    url: `ws://127.0.0.1:${port}`,
    sent,
    subscriptions,
    posted,
    answerNext: (cmd, how) => void answers.push({ cmd, how }),
    refuse: (errcode) => void (refusal = errcode),
    isConnected: () => current !== null,
    say: (from, message) => callback("aibot_msg_callback", { from: { userid: from }, ...message }),
    raise: (from, event, more = {}) =>
      callback("aibot_event_callback", { from: { userid: from }, msgtype: "event", event, ...more }),
    repeat(msgid) {
      const known = callbacks.get(msgid);
      if (known) push(known.cmd, known.body);
    },
    drop() {
      current = null;
      sockets.clients.forEach((socket) => socket.terminate());
    },
    takeOver,
    putFile(bytes) {
      const { sealed, aeskey } = sealFile(bytes);
      const path = `/files/${(lastId += 1)}`;
      files.set(path, sealed);
      return { url: `http://127.0.0.1:${port}${path}`, aeskey };
    },
    async close() {
      sockets.clients.forEach((socket) => socket.terminate());
      sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
