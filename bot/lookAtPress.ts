import type { Card } from "../models/shared/contracts/card";
import type { PressSeen } from "../models/shared/contracts/read";
import { t } from "../models/shared/text/zhCN/chat";
import { Delivery } from "../models/system/delivery";
import { PendingAction, type PendingRow } from "../models/system/pendingAction";
import { openJson } from "../models/vault";
import type { Actor } from "../server/context";
import { AppError } from "../server/errors";
import { openPressToken } from "./pressLink";

/** What a link instead of a button leads to: its card, and whether it can still be pressed. Only for whom it was made. */
export async function lookAtPress(actor: Actor, token: string, now: Date): Promise<PressSeen> {
  const actionId = openPressToken(token);
  const row = actionId && (await PendingAction.findOne({ _id: actionId, userId: actor.id }).lean<PendingRow>());
  const sent = row ? await Delivery.findOne({ _id: row.group }, { sealedContent: 1 }).lean() : null;
  if (!row || !sent) throw new AppError("not_found");
  const { buttons, ...card } = openJson<{ card: Card }>(sent.sealedContent).card;
  const button = buttons.find((one) => "actionId" in one && one.actionId === row._id);
  return { actionId: row._id, text: button?.text ?? t.actions.confirm, card, outcome: outcomeOf(row, now) };
}

function outcomeOf({ state, outcome, expiresAt }: PendingRow, now: Date): string | null {
  if (state !== "open") return outcome ?? t.closed.settled;
  return expiresAt <= now ? t.closed.expired : null;
}
