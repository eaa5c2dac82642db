import { z } from "zod";
import { readBody } from "./readBody";
import type { DingtalkConfig } from "./types";

/** One that ends while the answer is under way is of no use. */
const MARGIN_MS = 60_000;

const session = z.object({ webhook: z.url(), until: z.number() });

const isOurs = ({ apiBase, oapiBase }: DingtalkConfig, webhook: string) =>
  [apiBase, oapiBase].some((base) => new URL(base).origin === new URL(webhook).origin);

/** The webhook that came along with a message: answers go there without token and quota of calls. */
export function toReplyPath(config: DingtalkConfig, webhook: string | undefined, until: number): string | null {
  // The signature does not cover the body: an address elsewhere would make us call anybody.
  if (!webhook || !URL.canParse(webhook) || !isOurs(config, webhook)) return null;
  return JSON.stringify({ webhook, until });
}

/** @returns the webhook while it is good */
export function openWebhook(replyPath: string | null, now: Date): string | null {
  const parsed = session.safeParse(replyPath && readBody(replyPath));
  return parsed.success && now.getTime() < parsed.data.until - MARGIN_MS ? parsed.data.webhook : null;
}
