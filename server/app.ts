import { Router } from "@koa/router";
import Koa, { type Middleware } from "koa";
import { SESSION_COOKIE } from "./auth/sessionCookie";
import { createSessions } from "./auth/sessions";
import type { Deps } from "./context";
import { authenticate } from "./middlewares/authenticate";
import { authenticateKey } from "./middlewares/authenticateKey";
import { answerErrors } from "./middlewares/errors";
import type { HttpState } from "./middlewares/http";
import { limitRate } from "./middlewares/limitRate";
import { refuseForeignOrigin } from "./middlewares/refuseForeignOrigin";
import { requestContext } from "./middlewares/requestContext";
import { securityHeaders } from "./middlewares/securityHeaders";
import { serveMiniapp } from "./middlewares/serveMiniapp";
import { serveProof } from "./middlewares/serveProof";
import { buildOpenApi } from "./openapi/buildOpenApi";
import type { ChatPort, FilePort, SignInPort } from "./ports";
import { apiEndpoints } from "./routes";
import { mountLeadForms } from "./routes/leadForms";
import { mountHealth } from "./routes/health";
import { mountEndpoints } from "./routes/mountEndpoints";

export interface AppOptions {
  /** What platforms call. */
  hooks?: Middleware;
  /** Mounted before the API: the simulator. */
  middleware: Middleware[];
  deps: Deps;
  config: {
    publicUrl: string;
    /** True behind a proxy that sets `X-Forwarded-*`. */
    trustProxy?: boolean;
    miniappDir: string;
    /** Holds `WW_verify_*.txt`. */
    publicDir: string;
    sessionSecret: Buffer;
    hasSimulator: boolean;
  };
  signIn: SignInPort;
  chat: ChatPort;
  files: FilePort;
  /** Rejects while the store or the jobs are not up. */
  ready: () => Promise<void>;
}

const MEMBER_ALLOWANCE = { burst: 300, perSecond: 100 };
/** Whole offices share one address. */
const STRANGER_ALLOWANCE = { burst: 300, perSecond: 30 };
/** What a shop window or a fair brings in a rush. */
const KEY_ALLOWANCE = { burst: 60, perSecond: 5 };

function createRoutes(options: AppOptions): Router<HttpState>[] {
  const { deps, config, ready } = options;
  const sessions = createSessions(config.sessionSecret);
  const endpoints = apiEndpoints({ ...options, sessions });

  const api = new Router<HttpState>({ prefix: "/api/v1" });
  mountEndpoints(api, endpoints, {
    member: [authenticate(deps, sessions), limitRate(deps.clock, MEMBER_ALLOWANCE)],
    public: [limitRate(deps.clock, STRANGER_ALLOWANCE)],
    // Twice: guessing keys is slowed by address, a key in use by itself.
    key: [limitRate(deps.clock, STRANGER_ALLOWANCE), authenticateKey(deps), limitRate(deps.clock, KEY_ALLOWANCE)],
  });

  const rest = new Router<HttpState>();
  mountHealth(rest, ready);
  mountLeadForms(rest, deps);
  // Hundreds of schemas, for the few who ask: made for the first of them.
  let openApi: ReturnType<typeof buildOpenApi> | null = null;
  rest.get("/api/openapi.json", (http) => {
    http.body = openApi ??= buildOpenApi(endpoints, { cookie: SESSION_COOKIE });
  });
  rest.redirect("/", "/app/", 302);
  return [api, rest];
}

/** The whole HTTP side as a Koa app that does not listen. */
export function createApp(options: AppOptions): Koa<HttpState> {
  const { deps, config, hooks, middleware } = options;
  const app = new Koa<HttpState>({ proxy: config.trustProxy ?? false, maxIpsCount: 1 });
  // What breaks after the answer began, e.g. a reader who went away.
  app.on("error", (error: Error) => deps.log.warn({ err: error }, "answer broke off"));
  // Platforms are no browsers: they pass nothing that is there for pages, and are answered in their own way.
  if (hooks) app.use(hooks);
  app.use(requestContext(deps));
  app.use(answerErrors);
  app.use(securityHeaders(config));
  app.use(refuseForeignOrigin(config.publicUrl));
  for (const one of middleware) app.use(one);
  for (const router of createRoutes(options)) app.use(router.routes());
  app.use(serveProof(config.publicDir));
  app.use(serveMiniapp(config.miniappDir));
  return app;
}
