import { PlatformError } from "../../../errors";
import type { Platform } from "../../../types";
import { renderClosed } from "./render";
import { readReplyPath } from "./replyPath";
import type { SendParts } from "./sendCard";

const CALL = "aibot_respond_update_msg";

/**
 * Draws a pressed card anew, as settled, for whoever pressed it.
 *
 * @throws PlatformError `drop` five seconds after the press: the platform takes no update then, and a later press is told
 * @see https://developer.work.weixin.qq.com/document/path/101031
 */
export function createCloseCard({ connection, deps, publicUrl }: SendParts): Platform["closeCard"] {
  return async function closeCard(to, updateToken, { as, cardId, card }) {
    const path = readReplyPath(updateToken);
    if (!card || !path || path.until <= deps.now().getTime()) {
      throw new PlatformError(`wecom ${CALL}: too late`, { failure: "drop", code: "too_late", call: CALL });
    }
    const template_card = renderClosed(card, cardId, { as, publicUrl });
    const body = { response_type: "update_template_card", userids: [to.userId], template_card };
    await connection.request(CALL, body, path.reqId);
  };
}
