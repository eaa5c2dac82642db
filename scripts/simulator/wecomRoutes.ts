import type Router from "@koa/router";
import type { Context } from "koa";
import { readBody } from "./http";
import type { Wecom } from "./wecom";
import type { ApiCall } from "./wecom/endpoint";
import { LARGEST_MEDIA_BYTES } from "./wecom/mediaKinds";
import { answerLogin, answerOAuth, LOGIN_PATH, OAUTH_PATH } from "./wecom/signInPages";
import type { PageAnswer } from "./wecom/signInPages";

const API_PREFIX = "/simulator/wecom/cgi-bin/";
/** A file and the multipart lines around it. */
const BODY_LIMIT = LARGEST_MEDIA_BYTES + 64 * 1024;

/** WeCom's own addresses, below /simulator/wecom. */
export function addWecomRoutes(router: Router, wecom: Wecom, appUrl: () => string): void {
  const signIn = { corp: wecom.corp, signInCodes: wecom.signInCodes, appUrl };
  router.get(OAUTH_PATH, (ctx) => show(ctx, answerOAuth(signIn, readQuery(ctx))));
  router.get(LOGIN_PATH, (ctx) => show(ctx, answerLogin(signIn, readQuery(ctx))));
  router.all(`${API_PREFIX}*path`, async (ctx) => {
    const { status, headers, body } = await wecom.answerApi(ctx.path.slice(API_PREFIX.length), await toCall(ctx));
    ctx.status = status;
    ctx.set(headers);
    ctx.body = body;
  });
}

async function toCall(ctx: Context): Promise<ApiCall & { method: string }> {
  return {
    method: ctx.method,
    query: readQuery(ctx),
    headers: { "content-type": ctx.get("content-type"), range: ctx.get("range") },
    body: await readBody(ctx, BODY_LIMIT),
  };
}

/** A repeated parameter counts once. */
const readQuery = (ctx: Context): Record<string, string> => Object.fromEntries(new URLSearchParams(ctx.querystring));

function show(ctx: Context, answer: PageAnswer): void {
  if ("redirect" in answer) {
    ctx.redirect(answer.redirect);
    return;
  }
  ctx.status = answer.status;
  ctx.set("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
  ctx.type = "html";
  ctx.body = answer.html;
}
