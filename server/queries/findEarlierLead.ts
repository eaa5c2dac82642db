import { Lead } from "../../models";
import { entities } from "../../models/shared/entities";
import type { Lead as LeadRecord } from "../../models/shared/entities/lead";
import { toRecord, type StoredRow } from "../../models/storedRecord";
import { phoneHashes } from "./match/findByReach";

/** By what somebody is known to have come before. */
export interface LeadKeys {
  intake: string | null;
  externalId: string | null;
  phones: string[];
}

const asRecord = (row: StoredRow | null) => row && (toRecord(entities.lead, row) as unknown as LeadRecord);

/** The lead that the same reference made at the same door, whenever; or that the same number made since. Whoever may see it. */
export async function findEarlierLead(
  { intake, externalId, phones }: LeadKeys,
  since: Date,
): Promise<LeadRecord | null> {
  if (intake && externalId) {
    const row = await Lead.findOne({ intake, externalId, archivedAt: null }).lean<StoredRow>();
    if (row) return asRecord(row);
  }
  if (phones.length === 0) return null;
  const filter = { "phones.hash": { $in: phoneHashes({ phones }) }, lastAskedAt: { $gte: since }, archivedAt: null };
  return asRecord(await Lead.findOne(filter).sort({ updatedAt: -1 }).lean<StoredRow>());
}
