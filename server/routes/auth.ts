import { z } from "zod";
import { me, pageSignature } from "../../models/shared/contracts/read";
import { User } from "../../models/system/user";
import { readSessionCookie, writeSessionCookie } from "../auth/sessionCookie";
import type { Sessions } from "../auth/sessions";
import { hasStarted, startSignIn } from "../auth/signInState";
import type { Actor, Clock } from "../context";
import { AppError } from "../errors";
import { loadActor } from "../loadActor";
import type { Http } from "../middlewares/http";
import type { SignInPort } from "../ports";
import { presentMe } from "../presenters/presentMe";
import { endpoint, publicEndpoint, type Endpoint } from "./endpoint";

/** A program has no state; a page that was opened with a code says which came with it, or null. */
const signInBody = z.strictObject({
  code: z.string().min(1).max(512),
  state: z.string().max(128).nullable().optional(),
});

async function showMe(actor: Actor) {
  const user = await User.findOne({ _id: actor.id }, { departments: 1 }).lean();
  return presentMe(actor, user?.departments ?? []);
}

interface AuthOptions {
  signIn: SignInPort;
  sessions: Sessions;
  clock: Clock;
  publicUrl: string;
  /** Its pages open signed in, as whoever is chosen: nothing is asked for there. */
  hasSimulator: boolean;
}

/** @throws AppError `not_found` for a platform this installation does not have */
function platformOf({ signIn }: AuthOptions, params: Record<string, string>): string {
  const { platform = "" } = params;
  if (!signIn.platforms().includes(platform)) throw new AppError("not_found");
  return platform;
}

/** Only pages of our own: an open redirect would hand the code to a stranger. */
function ownPage({ publicUrl }: AuthOptions, http: Http, asked: { path: string; address: string }): string {
  const url = URL.canParse(asked.address, publicUrl) ? new URL(asked.address, publicUrl) : null;
  if (url && [new URL(publicUrl).host, http.host].includes(url.host)) return url.href;
  throw new AppError("invalid_input", { errors: [{ path: asked.path, code: "invalid_value", message: "" }] });
}

/** Signing in with a chat platform's one-time code, and out again. */
function sessionRoutes(options: AuthOptions): Endpoint[] {
  const { signIn, sessions, clock } = options;
  const isSecure = options.publicUrl.startsWith("https:");
  return [
    publicEndpoint({
      method: "post",
      path: "/auth/logout",
      summary: "Sign out",
      run: async ({ http }) => {
        const token = readSessionCookie(http);
        if (token) await sessions.end(token);
        writeSessionCookie(http, null, isSecure);
      },
    }),
    publicEndpoint({
      method: "post",
      path: "/auth/:platform",
      summary: "Sign in with the platform's one-time code; sets the session cookie",
      body: signInBody,
      answer: me,
      run: async ({ http, params, body: { code, state } }) => {
        const isTakenAsAsked = state === undefined || (state === null && options.hasSimulator);
        const isAskedFor = isTakenAsAsked || hasStarted(http, state);
        const { actorUserId } = await signIn.exchangeCode(platformOf(options, params), { code, isAskedFor });
        const actor = await loadActor(actorUserId, clock.now());
        if (!actor) throw new AppError("account_disabled");
        writeSessionCookie(http, await sessions.start(actor.id, clock.now()), isSecure);
        return showMe(actor);
      },
    }),
    endpoint({
      method: "get",
      path: "/me",
      summary: "The caller, with what they may do",
      answer: me,
      run: ({ ctx }) => showMe(ctx.actor),
    }),
  ];
}

/** What a page needs from the chat platform around it. */
const platformRoutes = (options: AuthOptions): Endpoint[] => [
  publicEndpoint({
    method: "get",
    path: "/auth",
    summary: "The platforms one can sign in with",
    answer: z.object({ platforms: z.array(z.string()) }),
    run: async () => ({ platforms: options.signIn.platforms() }),
  }),
  publicEndpoint({
    method: "get",
    path: "/auth/:platform/url",
    summary: "Where a browser without a session goes to sign in",
    query: z.strictObject({ returnTo: z.string().max(2000).default("/app/"), inside: z.enum(["0", "1"]).default("0") }),
    answer: z.object({ url: z.string(), state: z.string() }),
    run: async ({ http, params, query }) => {
      const returnTo = ownPage(options, http, { path: "returnTo", address: query.returnTo });
      const state = startSignIn(http, options.publicUrl.startsWith("https:"));
      const request = { returnTo, state, insideClient: query.inside === "1" };
      return { url: await options.signIn.signInUrl(platformOf(options, params), request), state };
    },
  }),
  endpoint({
    method: "get",
    path: "/auth/:platform/signature",
    summary: "Signatures for the platform's JS-SDK on one of our pages",
    query: z.strictObject({ url: z.url().max(2000) }),
    answer: pageSignature,
    run: ({ http, params, query }) => {
      const page = ownPage(options, http, { path: "url", address: query.url });
      return options.signIn.signPage(platformOf(options, params), page);
    },
  }),
];

export const authRoutes = (options: AuthOptions): Endpoint[] => [...sessionRoutes(options), ...platformRoutes(options)];
