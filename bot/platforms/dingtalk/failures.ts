import { PlatformError, type PlatformFailure } from "../../errors";
import { NAME } from "./types";

/** The newer API's codes are words, the older one's are numbers. A prefix that ends in a dot covers what is below it. */
type Code = string | number;

/** What to do about a refusal. A code that is not listed may pass: it is tried again. */
const failureCodes: Record<Exclude<PlatformFailure, "retry">, readonly Code[]> = {
  drop: [
    ...[33012, 60121, 50002, 50004, 60003, 40078], // people, departments, used sign-in codes
    ...[40035, 400002, 300001, 40004], // a request that cannot be right, a session that is over
    ...["invalidParameter.userIds.", "invalidParameter.msgKey.", "invalidParameter.msgParam.", "invalidParameter.msg."],
    ...["miss.openConversationId", "invalid.openConversationId", "group.disbanded", "staffId.notExisted"],
    ...["invalidParameter.robotCode.downloadCode", "invalid.processQueryKey", "contain.", "too.many."],
    "todo.",
    ...["param.outTrackIdEmpty", "param.openSpaceIdInvalid", "param.openDeliverModelEmpty", "param.userIdNotExist"],
    ...[
      "param.cardPublicDataEmpty",
      "param.contentUnsafe",
      "param.cardNotExist",
      "param.cardDataAndPrivateDataBothEmpty",
    ],
  ],
  admin: [
    ...["Forbidden.AccessDenied.AccessTokenPermissionDenied", 60011, 43007, 88],
    ...["Forbidden.AccessDenied.IpNotInWhiteList", 60020],
    ...["Forbidden.AccessDenied.ApiCountLimitForOrg", 90020],
    ...["invalidClientIdOrSecret", "invalid.client", "unauthorized.client", 40089],
    ...["invalidParameter.robotCode.", "chatbotId.notAllow.sendOTO", "robot.oto.notExist", "bot.stopped"],
    ...["param.templateNotExist", "param.templateUnpublished", "param.cardTemplateIdEmpty"],
    ...[40056, 52019, 52013, 71006, 71007], // agent id, page signatures, callback URL
  ],
};

const HOUR_MS = 3_600_000;
/** What somebody has to mend is not asked for by the minute: every try on every way may count as a call of the month. */
const MEND_MS = 10 * 60_000;
/** A throttled caller that comes back at once is throttled again. */
const waitsMs = new Map<Code, number>([
  ["Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", 1000],
  ["Forbidden.AccessDenied.QpsLimitForApi", 1000],
  [90018, 1000],
  [90002, 1000],
  ["Forbidden.AccessDenied.QpmLimitForAppkeyAndApi", 60_000],
  ["send.too.fast", 1000],
  ["send.byToken.tooFast", 1000],
  // The month's calls are used up: somebody may buy more, asking every minute buys nothing.
  ["Forbidden.AccessDenied.ApiCountLimitForOrg", HOUR_MS],
  [90020, HOUR_MS],
  // The firewall blocks an address for five minutes.
  [1111, 300_000],
]);

export const TOKEN_REFUSED = new Set<Code>(["InvalidAuthentication", 40014, 42001, 40001]);

const covers = (codes: readonly Code[], code: Code) =>
  codes.some((one) => one === code || (typeof one === "string" && one.endsWith(".") && String(code).startsWith(one)));

export function failureOf(code: Code): PlatformFailure {
  if (covers(failureCodes.drop, code)) return "drop";
  return covers(failureCodes.admin, code) ? "admin" : "retry";
}

/** @param refusal `call` is the API's path; `message` has been stripped of secrets by the caller. */
export function toPlatformError(refusal: { call: string; code: Code; message: string }): PlatformError {
  const { call, code, message } = refusal;
  const failure = failureOf(code);
  const retryAfterMs = waitsMs.get(code) ?? (failure === "admin" ? MEND_MS : undefined);
  return new PlatformError(`${NAME} ${call}: ${code} ${message.slice(0, 200)}`, {
    failure,
    code,
    call,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

export const drop = (call: string, code: string): PlatformError =>
  new PlatformError(`${NAME} ${call}: ${code}`, { failure: "drop", code, call });
