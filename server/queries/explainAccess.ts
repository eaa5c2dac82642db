import { models } from "../../models";
import { entities } from "../../models/shared/entities";
import { toRecord, type StoredRow } from "../../models/storedRecord";
import { AccessGrant, openAt, type AccessGrantRow } from "../../models/system/accessGrant";
import { User } from "../../models/system/user";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { loadActor } from "../loadActor";
import { authorize } from "../policies";
import { sightOf, type Sight } from "../policies/reasons";
import type { Owned } from "../policies/scope";
import { findReadable } from "./findReadable";

/** Somebody who sees a customer, and why. */
export interface Onlooker {
  id: string;
  name: string;
  sight: Sight;
}

export interface Access {
  /** Null for an admin who may not see the customer itself. */
  name: string | null;
  onlookers: Onlooker[];
  /** The grants that hold on it now. */
  grants: AccessGrantRow[];
}

/** Admins answer for rights, not for customers: they learn who sees one, and nothing of it. */
async function findForAdmin(id: string): Promise<Owned> {
  const row = await models.customer.findOne({ _id: id, archivedAt: null }).lean<StoredRow>();
  if (!row) throw new AppError("not_found");
  return toRecord(entities.customer, row);
}

async function findSubject(ctx: Ctx, id: string): Promise<{ name: string | null; record: Owned }> {
  try {
    const record = await findReadable(ctx, "customer", id);
    authorize(ctx.actor, "explain", { entity: "customer", record });
    return { name: record.name, record };
  } catch (error) {
    if (!(error instanceof AppError) || !ctx.actor.roles.has("admin")) throw error;
    return { name: null, record: await findForAdmin(id) };
  }
}

/**
 * Who sees a customer, and by which rule: the very rule that is asked when they look.
 * @throws AppError `not_found`, `forbidden` unless the actor answers for the customer or is an admin
 */
export async function explainAccess(ctx: Ctx, id: string): Promise<Access> {
  const { name, record } = await findSubject(ctx, id);
  const onlookers: Onlooker[] = [];
  for (const user of await User.find({ disabled: false }, { name: 1 }).sort({ _id: 1 }).lean()) {
    const actor = await loadActor(user._id, ctx.now);
    const sight = actor && sightOf(actor, "customer", record);
    if (sight) onlookers.push({ id: user._id, name: user.name, sight });
  }
  const grants = await AccessGrant.find({ recordId: id, ...openAt(ctx.now) }).lean<AccessGrantRow[]>();
  return { name, onlookers: onlookers.toSorted(byClosest), grants };
}

const weight = ({ sight }: Onlooker) =>
  Number(sight.reasons.some(({ rule }) => rule === "owner")) * 4 + Number(sight.mayWrite) * 2 + Number(sight.seesAll);
const byClosest = (a: Onlooker, b: Onlooker) => weight(b) - weight(a);
