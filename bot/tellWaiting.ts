import { Delivery } from "../models/system/delivery";
import { t } from "../models/shared/text/zhCN/chat";
import type { Ctx } from "../server/context";
import { noteCard } from "./cards/askCards";
import { WEB } from "./inbox";
import { sendCard } from "./outgoing";
import type { Recipient } from "./types";

/** The first word is with the rep within a second and a half, however long the model takes. */
const PATIENCE_MS = 1000;

/** Says once that the message is being worked on. In the mini-app the request itself is still open: there it is seen. */
async function tellWaiting(ctx: Ctx, to: Recipient): Promise<void> {
  const _id = `${ctx.requestId}-wait`;
  if (to.platform === WEB || (await Delivery.exists({ _id }))) return;
  await sendCard(ctx, to, { ...noteCard(t.other.working, t.other.workingText), interim: true, _id });
}

/** Waits for slow work, and tells so when it takes long. */
export async function withPatience<T>(ctx: Ctx, to: Recipient, work: Promise<T>): Promise<T> {
  const warn = (error: unknown) => ctx.deps.log.warn({ err: error }, "could not say that it takes longer");
  const timer = setTimeout(() => void tellWaiting(ctx, to).catch(warn), PATIENCE_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
