import { Approval } from "../../models";
import { entities } from "../../models/shared/entities";
import type { Approval as ApprovalRecord } from "../../models/shared/entities/approval";
import { toRecord, type StoredRow } from "../../models/storedRecord";

/** The request an event is about; null when it was taken back. */
export async function findApproval(id: string): Promise<ApprovalRecord | null> {
  const row = await Approval.findOne({ _id: id, archivedAt: null }).lean<StoredRow>();
  return row ? (toRecord(entities.approval, row) as unknown as ApprovalRecord) : null;
}
