import { z } from "zod";
import { sourceWords, type SourceWords } from "../../models/shared/contracts/card";
import { InboxItem, type InboxRow } from "../../models/system/inboxItem";
import { OutboxEvent } from "../../models/system/outboxEvent";
import { openJson } from "../../models/vault";
import type { EntityName } from "../../models/shared/entities";
import type { Ctx } from "../context";
import { covers, readScope } from "../policies/scope";

/** A sentence that records came from. */
export interface Source {
  text: string;
  /** The words behind the values. */
  marks: SourceWords[];
  /** The platform it was said on. */
  channel: string;
  /** The user who said it. */
  userId: string;
  at: Date;
}

const messageSchema = z.object({ sentAt: z.string() });
/** A press carries the sentence it confirmed, so the words stand in the plan rather than in the message. */
const planSchema = z.object({ text: z.string().min(1), marks: z.array(sourceWords) });

function toSource(item: InboxRow): Source | null {
  const plan = planSchema.safeParse(item.sealedPlan ? openJson(item.sealedPlan) : null);
  if (!plan.success) return null;
  const { sentAt } = messageSchema.parse(openJson(item.sealedMessage));
  return { ...plan.data, channel: item.platform, userId: item.actorId ?? "", at: new Date(sentAt) };
}

/** Sentences by message id, as far as the reader may see what their author wrote. */
export async function readSources(ctx: Ctx, messageIds: readonly string[]): Promise<ReadonlyMap<string, Source>> {
  if (messageIds.length === 0) return new Map();
  const items = await InboxItem.find({ _id: { $in: [...new Set(messageIds)] } }).lean<InboxRow[]>();
  const scope = readScope(ctx.actor, "followUp", "internal");
  const sources = new Map<string, Source>();
  for (const item of items) {
    const source = covers(scope, { owner: item.actorId }) ? toSource(item) : null;
    if (source) sources.set(item._id, source);
  }
  return sources;
}

/** Who made a record, and in which message. */
export interface Origin {
  actorId: string;
  /** Null for records that were typed into a form. */
  messageId: string | null;
}

export async function findOrigins(entity: EntityName, recordIds: readonly string[]): Promise<Map<string, Origin>> {
  if (recordIds.length === 0) return new Map();
  const filter = { recordId: { $in: [...recordIds] }, name: `${entity}.created` };
  const events = await OutboxEvent.find(filter, { recordId: 1, messageId: 1, actorId: 1 }).lean();
  return new Map(events.map(({ recordId, messageId, actorId }) => [recordId, { messageId, actorId }]));
}

export const messagesOf = (origins: ReadonlyMap<string, Origin>): string[] =>
  [...origins.values()].flatMap((origin) => origin.messageId ?? []);
