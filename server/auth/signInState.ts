import { randomBytes } from "node:crypto";
import type { Http } from "../middlewares/http";

const COOKIE = "yiju_sign_in";
/** Time to find the phone and scan. */
const LIFETIME_MS = 10 * 60_000;

/** This browser goes to sign in. What comes back is the answer to that only where it brings the same state. */
export function startSignIn(http: Pick<Http, "cookies">, isSecure: boolean): string {
  const state = randomBytes(16).toString("hex");
  http.cookies.secure = isSecure;
  http.cookies.set(COOKIE, state, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure,
    maxAge: LIFETIME_MS,
    path: "/api/v1/auth",
  });
  return state;
}

/** Whether it was this browser that went to sign in with this state. */
export const hasStarted = (http: Pick<Http, "cookies">, state: string | null): boolean =>
  state !== null && state !== "" && http.cookies.get(COOKIE) === state;
