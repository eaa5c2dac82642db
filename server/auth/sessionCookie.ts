import type { Http } from "../middlewares/http";

export const SESSION_COOKIE = "yiju_session";
const LIFETIME_MS = 30 * 86_400_000;

export const readSessionCookie = (http: Pick<Http, "cookies">): string | undefined => http.cookies.get(SESSION_COOKIE);

/** @param token null takes the cookie away */
export function writeSessionCookie(http: Http, token: string | null, isSecure: boolean): void {
  // Behind a proxy that ends TLS the connection itself is plain; the public address decides.
  http.cookies.secure = isSecure;
  http.cookies.set(SESSION_COOKIE, token, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure,
    maxAge: LIFETIME_MS,
    path: "/",
  });
}
