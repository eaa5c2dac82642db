import { LeadSource, type LeadSourceRow } from "../../models/system/leadSource";
import { vault } from "../../models/vault";
import { SYSTEM_ACTOR, type Actor, type Ctx } from "../context";
import { AppError } from "../errors";
import { canManageLeadSources } from "../policies";

export const secretHash = (secret: string): string => vault().fingerprint(`leadSource:${secret}`);

/** The open door that a key or a link stands for. */
export const findLeadSource = (kind: LeadSourceRow["kind"], secret: string): Promise<LeadSourceRow | null> =>
  LeadSource.findOne({ secretHash: secretHash(secret), kind, revokedAt: null }).lean<LeadSourceRow>();

/** Whoever comes through a door acts for nobody; what they do is kept under the door's id. */
export const doorActor = ({ _id, name }: LeadSourceRow): Actor => ({ ...SYSTEM_ACTOR, id: _id, name });

const MOST = 200;

/** @throws AppError `forbidden` unless the actor is an admin */
export async function listLeadSources(ctx: Ctx): Promise<LeadSourceRow[]> {
  if (!canManageLeadSources(ctx.actor)) throw new AppError("forbidden");
  return LeadSource.find().sort({ createdAt: -1, _id: -1 }).limit(MOST).lean<LeadSourceRow[]>();
}
