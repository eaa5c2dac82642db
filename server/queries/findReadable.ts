import { models } from "../../models";
import type { EntityName, RecordFor } from "../../models/shared/entities";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { policies, type Policy } from "../policies";
import { toVisible } from "./toVisible";

/**
 * One record the actor may read. Hidden, archived, missing and malformed ids give the same answer.
 * @throws AppError `not_found`
 */
export async function findReadable<N extends EntityName>(ctx: Ctx, entity: N, id: string): Promise<RecordFor<N>> {
  const row = await models[entity].findOne({ _id: id, archivedAt: null }).lean<StoredRow>();
  if (!row) throw new AppError("not_found");
  const record = toVisible(ctx, entity)(row);
  const policy: Policy = policies[entity];
  if (!policy.read(ctx.actor, record as never)) throw new AppError("not_found");
  return record;
}
