import { setTimeout as sleep } from "node:timers/promises";
import type { Dingtalk } from "./dingtalk";
import type { DingtalkAnswer, DingtalkCall } from "./dingtalk/types";
import type { Faults } from "./faults";

const SLOW_MS = 3000;
/** Long enough for a frame to leave before the line goes. */
const CUT_AFTER_MS = 20;
/** Both APIs, but for the token that they ask for. */
const LIMITED = /^\/(v1\.0\/(?!oauth2\/accessToken)|topapi\/)/;
const NO_CARD: DingtalkAnswer = { status: 400, json: { code: "param.cardNotExist", message: "no such card" } };

const tooFast = (isNewer: boolean): DingtalkAnswer =>
  isNewer
    ? { status: 403, json: { code: "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", message: "too fast" } }
    : { status: 200, json: { errcode: 90018, errmsg: "too fast" } };

/** The platform's answers, with what the page's switches do to them. Session webhooks know neither tokens nor limits. */
export function answerWithFaults(dingtalk: Dingtalk, faults: Faults) {
  return async function answer(call: DingtalkCall): Promise<DingtalkAnswer> {
    if (faults.isOn("slow")) await sleep(SLOW_MS);
    if (faults.isOn("serverError")) return { status: 502, json: "<html><body>502 Bad Gateway</body></html>" };
    if (!LIMITED.test(call.path)) return dingtalk.answer(call);
    if (faults.isOn("rateLimit")) return tooFast(call.path.startsWith("/v1.0/"));
    if (faults.isOn("expiredToken")) dingtalk.revokeTokens();
    if (faults.isOn("expiredCard") && call.method === "PUT") return NO_CARD;
    return dingtalk.answer(call);
  };
}

/** What the switches do to something that is delivered: it comes twice, or the line goes right after it. */
export async function deliverWithFaults(
  dingtalk: Dingtalk,
  faults: Faults,
  deliver: () => Promise<boolean>,
): Promise<boolean> {
  if (faults.isOn("disconnect")) setTimeout(() => dingtalk.gateway.cut(), CUT_AFTER_MS);
  const isTaken = await deliver();
  return faults.isOn("duplicate") ? deliver() : isTaken;
}
