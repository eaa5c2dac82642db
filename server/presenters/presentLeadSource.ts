import type { LeadSourceShown } from "../../models/shared/contracts/leads";
import type { LeadSourceRow } from "../../models/system/leadSource";
import { vault } from "../../models/vault";
import { presentInstant } from "./presentInstant";

/** Where the form of a link is, below the program's own address. */
export const formPath = (token: string) => `/forms/${token}`;

export const presentLeadSource =
  (publicUrl: string, names: ReadonlyMap<string, string>) =>
  (row: LeadSourceRow): LeadSourceShown => ({
    id: row._id,
    kind: row.kind,
    name: row.name,
    campaign: row.campaign,
    region: row.region,
    heading: row.heading,
    tail: row.tail,
    url: row.sealedToken && new URL(formPath(vault().open(row.sealedToken)), publicUrl).href,
    createdAt: presentInstant(row.createdAt),
    createdByName: names.get(row.createdBy) ?? null,
    isOpen: row.revokedAt === null,
  });
