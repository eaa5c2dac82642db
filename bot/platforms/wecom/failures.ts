import type { PlatformFailure } from "../../errors";
import { PlatformError } from "../../errors";

type Codes = readonly (number | readonly [from: number, to: number])[];

/**
 * What to do about an errcode. A code that is not listed may pass: it is tried again.
 *
 * @see https://developer.work.weixin.qq.com/document/path/90313
 */
export const failureCodes = {
  retry: [
    ...[-1, 6000, 45035], // busy, or two writes at once
    ...[40014, 42001], // a token that was refused twice in a row
    ...[45009, 45033, 45036], // too often, too many at once, too much
    846609, // the long connection is not subscribed (yet)
  ],
  drop: [
    ...[40003, 46004, 60111], // no such member
    ...[50002, 60011, 60021, 60030], // a member, but outside the app's range
    ...[40031, 40032, 82001, 82002, 82003, 81013], // receivers
    ...[40004, 40005, 40006, 40007, 40009, 40011, 40145, 40146, 44001, 45001, 45007, 301016, 301017, 830002], // media
    ...[40008, 40035, 40058, 40063, 41001, 44004, 45002, 45029], // a request that cannot be right
    ...[40029, 42003, 42022, 84014, 84015, 84090], // sign-in codes and tickets, used or expired
    ...[[40016, 40027] as const, 40054, 40055, 46003], // menu
    ...[[42014, 42020] as const, [42027, 42051] as const, 42052, 60140, 82101, 82102], // cards
    ...[60003, 60123], // department
    ...[40096, 84061, 84074, 84084], // customers of a member
    ...[[846602, 846608] as const, [846610, 846697] as const], // AI bot
  ],
  admin: [
    ...[40001, 40013, 41002, 41004], // corp id or secret
    ...[40056, 41011, 301002], // agent id
    ...[40093, 42012, 91040], // page signatures
    50001, // trusted domain
    ...[50003, 60031, 48002, 48006, 48009], // the app's rights
    43012, // cards with buttons need a callback URL
    ...[60020, 48010], // where and how we call from
    ...[701008, 701099], // licence
    ...[846601, 853000], // AI bot: mode, id or secret
  ],
} as const satisfies Record<PlatformFailure, Codes>;

/** A blocked caller stays blocked for the whole window, and every further call prolongs it. */
const waitsMs = new Map([
  [45009, 60_000],
  [45036, 60_000],
  [45033, 5_000],
]);

export function failureOf(errcode: number): PlatformFailure {
  const covers = (codes: Codes) =>
    codes.some((code) => (typeof code === "number" ? code === errcode : errcode >= code[0] && errcode <= code[1]));
  if (covers(failureCodes.drop)) return "drop";
  return covers(failureCodes.admin) ? "admin" : "retry";
}

/** @param refusal `call` is the API's path; `errmsg` has been stripped of secrets by the caller. */
export function toPlatformError(refusal: { call: string; errcode: number; errmsg: string }): PlatformError {
  const { call, errcode, errmsg } = refusal;
  const retryAfterMs = waitsMs.get(errcode);
  return new PlatformError(`wecom ${call}: ${errcode} ${errmsg}`, {
    failure: failureOf(errcode),
    code: errcode,
    call,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
