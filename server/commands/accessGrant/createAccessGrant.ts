import { newId } from "../../../models/newId";
import type { EntityName } from "../../../models/shared/entities";
import { AccessGrant, openAt, type AccessGrantRow, type GrantRight } from "../../../models/system/accessGrant";
import { User } from "../../../models/system/user";
import { afterCommit, withTransaction } from "../../../models/withTransaction";
import type { Actor, Ctx } from "../../context";
import { AppError } from "../../errors";
import { recordEvent } from "../../events/saveWithEvent";
import { loadActor } from "../../loadActor";
import { authorizeShare } from "../../policies";
import { covers, readScope, type Owned } from "../../policies/scope";
import { findReadable } from "../../queries/findReadable";

export interface CreateAccessGrantInput {
  entity: EntityName;
  recordId: string;
  userId: string;
  right: GrantRight;
  /** The first moment at which it no longer holds. */
  endsAt: Date;
}

const refuse = (path: string, code: string) =>
  new AppError("invalid_input", { errors: [{ path, code, message: path }] });

/** Whoever gets it must be able to use it: a role that sees no such record is not given one by sharing. */
async function checkReceiver(ctx: Ctx, input: CreateAccessGrantInput, record: Owned): Promise<void> {
  if (input.userId === ctx.actor.id) throw refuse("userId", "oneself");
  const receiver = await loadActor(input.userId, ctx.now);
  if (!receiver) throw refuse("userId", "unknown_reference");
  const after: Actor = { ...receiver, grants: [...receiver.grants, input] };
  if (!covers(readScope(after, input.entity, "internal"), record)) throw refuse("userId", "role_sees_none");
}

/** A later word replaces an earlier one: nobody holds two grants on one record. */
async function replaceEarlier(ctx: Ctx, { recordId, userId }: CreateAccessGrantInput): Promise<void> {
  await AccessGrant.updateMany({ recordId, userId, ...openAt(ctx.now) }, { $set: { revokedAt: ctx.now } });
}

/** Where nobody knows what was shared before, it stays unknown. */
async function noteShared(userId: string, endsAt: Date): Promise<void> {
  await User.updateOne({ _id: userId, sharedUntil: { $exists: true } }, { $max: { sharedUntil: endsAt } });
}

/**
 * Shares a record with a colleague until a moment; a customer with all that hangs on it. It ends by itself, since rights are read with
 * the time of each call.
 *
 * @throws AppError `not_found`, `forbidden` unless the actor answers for the record, `past_time`, `invalid_input`
 */
export async function createAccessGrant(ctx: Ctx, input: CreateAccessGrantInput): Promise<AccessGrantRow> {
  return withTransaction(async () => {
    const record = await findReadable(ctx, input.entity, input.recordId);
    authorizeShare(ctx.actor, input.entity, record);
    if (input.endsAt <= ctx.now) throw new AppError("past_time");
    await checkReceiver(ctx, input, record);
    await replaceEarlier(ctx, input);

    const { entity, recordId, userId, right, endsAt } = input;
    const customer = entity === "customer" ? recordId : String((record as Owned).customer);
    const row: AccessGrantRow = {
      ...{ _id: newId(), entity, recordId, customer, userId, right, endsAt },
      grantedBy: ctx.actor.id,
      createdAt: ctx.now,
      revokedAt: null,
    };
    await AccessGrant.insertMany([row], { lean: true });
    await noteShared(userId, endsAt);
    await noteGrant(ctx, row, "created");
    return row;
  });
}

/**
 * Gives once more what was taken back, until the same moment.
 * @throws AppError as for a new one
 */
export async function renewAccessGrant(ctx: Ctx, id: string): Promise<AccessGrantRow> {
  const ended = await AccessGrant.findOne({ _id: id }).lean<AccessGrantRow>();
  if (!ended) throw new AppError("not_found");
  return createAccessGrant(ctx, { ...ended, entity: ended.entity as EntityName });
}

/** What was given or taken back, for the audit trail and for those who are told. */
export async function noteGrant(ctx: Ctx, row: AccessGrantRow, what: "created" | "revoked"): Promise<void> {
  const given = { userId: row.userId, right: row.right, endsAt: row.endsAt };
  const changes = Object.entries(given).map(([field, value]) =>
    what === "created" ? { field, oldValue: null, newValue: value } : { field, oldValue: value, newValue: null },
  );
  const record = { id: row._id, customer: row.customer };
  const kind = what === "created" ? "created" : "removed";
  await recordEvent(ctx, { name: `accessGrant.${what}`, entity: "accessGrant", record, body: { kind, changes } });
  afterCommit(() => ctx.deps.wake("events"));
}
