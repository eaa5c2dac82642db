import { mkdir, mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp, type AppOptions } from "../../server/app";
import { AppError } from "../../server/errors";
import type { ChatPort, SignInPort } from "../../server/ports";
import type { UserRow } from "../../models/system/user";
import { fakeClock, fakeDeps, type FakeClock } from "./ctx";

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks into answers it does not trust
  body: any;
}

interface CallOptions {
  headers?: Record<string, string>;
  /** Sent as it is, instead of JSON. */
  raw?: string | Buffer;
}

export interface Caller {
  get(path: string, options?: CallOptions): Promise<Reply>;
  post(path: string, body?: unknown, options?: CallOptions): Promise<Reply>;
  patch(path: string, body?: unknown, options?: CallOptions): Promise<Reply>;
  delete(path: string, options?: CallOptions): Promise<Reply>;
}

/** A platform whose code is the user's id. */
export const fakeSignIn: SignInPort = {
  platforms: () => ["wecom"],
  async exchangeCode(_platform, { code, isAskedFor }) {
    if (!isAskedFor) throw new AppError("sign_in_unasked");
    if (!/^[0-9a-f]{24}$/.test(code)) throw new AppError("sign_in_failed");
    return { actorUserId: code };
  },
  signInUrl: async (platform, { returnTo, state, insideClient }) =>
    `https://${platform}.example/${insideClient ? "inside" : "scan"}?to=${encodeURIComponent(returnTo)}&state=${state}`,
  async signPage() {
    const once = { timestamp: 1, nonceStr: "n", signature: "s" };
    return { corpId: "corp", agentId: "1", ...once, app: once };
  },
};

export const silentChat: ChatPort = {
  say: async () => ({ cards: [] }),
  look: async () => Promise.reject(new AppError("not_found")),
  press: async () => ({ cards: [] }),
};

async function call(
  base: string,
  request: { method: string; path: string; body?: unknown } & CallOptions & { cookie?: string },
) {
  const { method, path, body, raw, cookie } = request;
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(base + path, {
    method,
    redirect: "manual",
    headers: {
      ...(sent === undefined ? {} : { "content-type": "application/json" }),
      ...(cookie ? { cookie } : {}),
      ...request.headers,
    },
    ...(sent === undefined ? {} : { body: sent as string }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}

export interface Api extends Caller {
  /** Signs the person in, once, and calls as them. */
  as(user: Pick<UserRow, "_id">): Caller;
  clock: FakeClock;
  /** Folders the app serves from. */
  folders: { miniapp: string; public: string };
  url: string;
}

/** The real app on a free port, for a test file. Paths are below `/api/v1` unless they start with `//`. */
export function useApi(
  overrides: Partial<Omit<AppOptions, "config">> & { config?: Partial<AppOptions["config"]> } = {},
): Api {
  const clock = fakeClock();
  const cookies = new Map<string, string>();
  const folders = { miniapp: "", public: "" };
  let server: Server;
  let base = "";
  let root = "";

  const place = (path: string) => (path.startsWith("//") ? path.slice(1) : `/api/v1${path}`);

  function caller(cookieOf: () => Promise<string | undefined>): Caller {
    const send =
      (method: string) =>
      async (path: string, body?: unknown, options: CallOptions = {}) => {
        const cookie = await cookieOf();
        return call(base, { method, path: place(path), body, ...options, ...(cookie ? { cookie } : {}) });
      };
    return {
      get: (path, options) => send("GET")(path, undefined, options),
      post: send("POST"),
      patch: send("PATCH"),
      delete: (path, options) => send("DELETE")(path, undefined, options),
    };
  }

  async function signIn(userId: string): Promise<string> {
    const known = cookies.get(userId);
    if (known) return known;
    const reply = await call(base, { method: "POST", path: place("/auth/wecom"), body: { code: userId } });
    const cookie = reply.headers.getSetCookie()[0]?.split(";")[0];
    if (!cookie) throw new Error(`sign-in failed: ${reply.text}`);
    cookies.set(userId, cookie);
    return cookie;
  }

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "yiju-http-"));
    Object.assign(folders, { miniapp: join(root, "miniapp"), public: join(root, "public") });
    await Promise.all([mkdir(folders.miniapp), mkdir(folders.public)]);
    const app = createApp({
      middleware: [],
      deps: fakeDeps(clock),
      signIn: fakeSignIn,
      chat: silentChat,
      files: { save: async () => undefined, load: async () => null },
      ready: async () => undefined,
      ...overrides,
      config: {
        publicUrl: "http://crm.example",
        miniappDir: folders.miniapp,
        publicDir: folders.public,
        sessionSecret: Buffer.alloc(32, 1),
        hasSimulator: false,
        ...overrides.config,
      },
    });
    server = app.listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    cookies.clear();
    clock.set(fakeClock().now());
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(root, { recursive: true, force: true });
  });

  const anonymous = caller(async () => undefined);
  return {
    ...anonymous,
    as: ({ _id }) => caller(() => signIn(_id)),
    clock,
    folders,
    get url() {
      return base;
    },
  };
}
