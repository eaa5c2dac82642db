import type { Middleware } from "koa";

const YEAR_SECONDS = 31_536_000;

const policyOf = (ancestors: string) =>
  [
    "default-src 'self'",
    "script-src 'self'",
    // Vant sets style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ].join("; ");

/** @param options.hasSimulator it shows the mini-app in a frame of its own page */
export function securityHeaders(options: { publicUrl: string; hasSimulator: boolean }): Middleware {
  const headers = {
    "Content-Security-Policy": policyOf(options.hasSimulator ? "'self'" : "'none'"),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    ...(options.publicUrl.startsWith("https:") ? { "Strict-Transport-Security": `max-age=${YEAR_SECONDS}` } : {}),
  };
  return async (http, next) => {
    http.set(headers);
    if (http.path.startsWith("/api/")) http.set("Cache-Control", "no-store");
    await next();
  };
}
