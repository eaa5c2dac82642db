import type {
  AccessGrant,
  ArchivedRecord,
  AuditEntry,
  Colleague,
  CustomerAccess,
  Department,
  HandOverPlan,
  Member,
} from "../../../models/shared/contracts/rights";
import type { ReviewedRight } from "../../../models/shared/contracts/rightsReview";
import { request } from "./client";
import { recordPath, withQuery } from "./records";
import type { Page } from "./types";

/** Rights are always asked for afresh: what was cached might show somebody in who is out by now. */
const ask = <T>(path: string) => request<T>("GET", path);

export const getCustomerAccess = (customer: string) =>
  ask<CustomerAccess>(`${recordPath("customer", customer)}/access`);

/** What may be given to a colleague; left out, whom something can be shared with. */
export type Given = "customer" | "lead" | undefined;
export const listColleagues = (q: string, mayOwn?: Given) =>
  ask<{ items: Colleague[] }>(withQuery("/colleagues", { q, mayOwn }));

export const handOverPath = (from: string) => `/colleagues/${encodeURIComponent(from)}/hand-over`;
export const getHandOver = (from: string) => ask<HandOverPlan>(handOverPath(from));

export type GrantSide = "given" | "received";
export const GRANTS = "/access-grants";
export const grantPath = (id: string) => `${GRANTS}/${encodeURIComponent(id)}`;
export const listGrants = (side: GrantSide, cursor: string | null) =>
  ask<Page<AccessGrant>>(withQuery(GRANTS, { side, cursor }));

export const listArchived = (cursor: string | null) => ask<Page<ArchivedRecord>>(withQuery("/recycle-bin", { cursor }));

export type AuditKind = "changes" | "reads";
/** @param on the day it was done on; null for any */
export const listAuditEntries = (
  asked: { kind: AuditKind; actor: string | null; on: string | null },
  cursor: string | null,
) => ask<Page<AuditEntry>>(withQuery("/audit-entries", { ...asked, cursor }));

export const memberPath = (id: string) => `/users/${encodeURIComponent(id)}`;
export const listMembers = (cursor: string | null) => ask<Page<Member>>(withQuery("/users", { cursor }));
export const listDepartments = () => ask<{ items: Department[] }>("/departments");

export const listRightsReview = () => ask<{ items: ReviewedRight[] }>("/rights-review");
export const reviewRight = (id: string, verb: "keep" | "revoke") =>
  request<ReviewedRight>("POST", `/rights-review/${encodeURIComponent(id)}/${verb}`, { body: {} });
