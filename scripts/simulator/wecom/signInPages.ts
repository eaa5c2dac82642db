import type { SampleUser } from "../../sample/company";
import { isSameServer } from "../sameServer";
import type { Corp } from "./corp";
import type { SignInCodes } from "./signIn";

export interface SignInParts {
  corp: Corp;
  signInCodes: SignInCodes;
  appUrl: () => string;
}

export type PageAnswer = { redirect: string } | { status: number; html: string };

export const OAUTH_PATH = "/simulator/wecom/connect/oauth2/authorize";
export const LOGIN_PATH = "/simulator/wecom/wwlogin/sso/login";

type Query = Record<string, string>;

/** The silent sign-in inside the client (developer.work.weixin.qq.com/document/path/91022). `user` says whose phone it is; without it the page asks. */
export function answerOAuth(parts: SignInParts, query: Query): PageAnswer {
  if (query.response_type !== "code") return toProblem("response_type 应为 code");
  if (!["snsapi_base", "snsapi_privateinfo"].includes(query.scope ?? "")) return toProblem("scope 参数错误");
  return answerSignIn(parts, query, OAUTH_PATH);
}

/** The scan login of a desktop browser (developer.work.weixin.qq.com/document/path/98152). */
export function answerLogin(parts: SignInParts, query: Query): PageAnswer {
  if (query.login_type !== "CorpApp") return toProblem("login_type 应为 CorpApp（-31040）");
  if (query.agentid !== String(parts.corp.agentId)) return toProblem("agentid 错误（-31028）");
  return answerSignIn(parts, query, LOGIN_PATH);
}

function answerSignIn({ corp, signInCodes, appUrl }: SignInParts, query: Query, path: string): PageAnswer {
  if (query.appid !== corp.corpId) return toProblem("appid 错误（40013）");
  if (!isTrusted(query.redirect_uri, appUrl())) return toProblem("redirect_uri 与应用的可信域名不一致（50001）");
  if (!/^[a-zA-Z0-9]{0,128}$/.test(query.state ?? "")) return toProblem("state 只能是字母和数字，最长 128（84025）");
  const member = corp.person(query.user ?? "");
  if (!member) return { status: 200, html: toPicker(corp.members(), query, path) };
  const target = new URL(query.redirect_uri ?? "");
  target.searchParams.set("code", signInCodes.issue(member.id));
  target.searchParams.set("state", query.state ?? "");
  return { redirect: target.toString() };
}

/** The domain must be the trusted one exactly, port included. */
function isTrusted(redirectUri: string | undefined, appUrl: string): boolean {
  if (!redirectUri || !URL.canParse(redirectUri)) return false;
  const target = new URL(redirectUri);
  return ["http:", "https:"].includes(target.protocol) && isSameServer(target, new URL(appUrl));
}

const toProblem = (sentence: string): PageAnswer => ({ status: 400, html: toPage("登录没成", `<p>${sentence}</p>`) });

function toPicker(members: SampleUser[], query: Query, path: string): string {
  const links = members.map((member) => {
    const href = `${path}?${new URLSearchParams({ ...query, user: member.id }).toString()}`;
    return `<li><a href="${escapeHtml(href)}">${escapeHtml(member.name)}<small>${escapeHtml(member.position)}</small></a></li>`;
  });
  return toPage("以谁的身份登录？", `<p>模拟的企业微信，选一位样例同事。</p><ul>${links.join("")}</ul>`);
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const STYLE = `body{margin:0;background:#eff1f4;color:#1d2129;font:16px/24px -apple-system,"PingFang SC","Noto Sans SC","Microsoft YaHei",sans-serif}
main{max-width:360px;margin:48px auto;padding:0 16px}h1{font-size:22px;line-height:30px}ul{list-style:none;margin:0;padding:0;background:#fff;border-radius:14px}
li+li{border-top:1px solid #e5e8ec}a{display:flex;justify-content:space-between;padding:14px 16px;color:#2b63c9;text-decoration:none}small{color:#646b77}`;

const toPage = (title: string, body: string) =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
  `<title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
