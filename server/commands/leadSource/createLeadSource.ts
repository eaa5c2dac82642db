import { randomBytes } from "node:crypto";
import { newId } from "../../../models/newId";
import { LeadSource, type LeadSourceRow } from "../../../models/system/leadSource";
import { vault } from "../../../models/vault";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { changesOf, recordEvent } from "../../events/saveWithEvent";
import { canManageLeadSources } from "../../policies";
import { secretHash } from "../../queries/findLeadSource";

export type NewLeadSource = Pick<LeadSourceRow, "kind" | "name" | "campaign" | "region" | "heading">;

const TAIL = 4;
const SECRET_BYTES = { key: 32, form: 12 };

/** A key tells by its beginning what it is, so that one found in a script is recognised. */
const newSecret = (kind: NewLeadSource["kind"]) =>
  (kind === "key" ? "lead_" : "") + randomBytes(SECRET_BYTES[kind]).toString("base64url");

/**
 * Opens a door for leads.
 * @returns the key or the link's token beside the row: a key is never shown again
 * @throws AppError `forbidden` unless the actor is an admin
 */
export async function createLeadSource(
  ctx: Ctx,
  input: NewLeadSource,
): Promise<{ source: LeadSourceRow; secret: string }> {
  if (!canManageLeadSources(ctx.actor)) throw new AppError("forbidden");
  const secret = newSecret(input.kind);
  const source: LeadSourceRow = {
    _id: newId(),
    ...input,
    secretHash: secretHash(secret),
    tail: secret.slice(-TAIL),
    sealedToken: input.kind === "form" ? vault().seal(secret) : null,
    createdBy: ctx.actor.id,
    createdAt: ctx.now,
    revokedAt: null,
  };
  await withTransaction(async () => {
    await LeadSource.insertMany([source], { lean: true });
    const body = { kind: "created" as const, changes: changesOf(null, { name: input.name }) };
    await recordEvent(ctx, { name: "leadSource.created", entity: "leadSource", record: { id: source._id }, body });
  });
  return { source, secret };
}
