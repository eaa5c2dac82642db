import { z } from "zod";

/** A record shared with a colleague until a moment. */
export const accessGrant = z.object({
  id: z.string(),
  entity: z.string(),
  recordId: z.string(),
  /** Null where the reader may not see the record itself. */
  recordName: z.string().nullable(),
  userId: z.string(),
  userName: z.string().nullable(),
  right: z.enum(["read", "write"]),
  endsAt: z.string(),
  grantedBy: z.string(),
  grantedByName: z.string().nullable(),
  createdAt: z.string(),
  revokedAt: z.string().nullable(),
  isOpen: z.boolean(),
});
export type AccessGrant = z.infer<typeof accessGrant>;

/** A colleague as those who let people in and out see them. */
export const member = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  departments: z.array(z.string()),
  disabled: z.boolean(),
});
export type Member = z.infer<typeof member>;

/** Somebody one can share with. */
export const colleague = z.object({ id: z.string(), name: z.string(), department: z.string().nullable() });
export type Colleague = z.infer<typeof colleague>;

/** What somebody has that goes when they hand everything over. */
export const handOverPlan = z.object({
  customers: z.int(),
  /** Deals that are neither won nor lost, and their sum in fen. */
  deals: z.int(),
  amount: z.int(),
  reminders: z.int(),
  /** Promises to or by their customers that may still be open. */
  promises: z.int(),
});
export type HandOverPlan = z.infer<typeof handOverPlan>;

/** Who sees a customer, and the sentence of each rule that lets them. */
export const customerAccess = z.object({
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      sees: z.enum(["write", "all", "name"]),
      reasons: z.array(z.string()),
      /** The grant it comes from, where it can be ended. */
      grantIds: z.array(z.string()),
    }),
  ),
});
export type CustomerAccess = z.infer<typeof customerAccess>;

/** One thing somebody did, for admins. */
export const auditEntry = z.object({
  id: z.string(),
  at: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  name: z.string(),
  entity: z.string(),
  recordIds: z.array(z.string()),
  summary: z.string(),
  /** `chat`, `app`, `job` or `seed`. */
  source: z.string(),
  messageId: z.string().nullable(),
  changes: z.array(z.object({ label: z.string(), oldValue: z.string().nullable(), newValue: z.string().nullable() })),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** Something in the recycle bin. */
export const archivedRecord = z.object({
  entity: z.string(),
  id: z.string(),
  title: z.string(),
  archivedAt: z.string(),
  archivedByName: z.string().nullable(),
  /** When it can no longer be brought back. */
  goneAt: z.string(),
});
export type ArchivedRecord = z.infer<typeof archivedRecord>;

export const department = z.object({ id: z.string(), name: z.string(), parent: z.string().nullable() });
export type Department = z.infer<typeof department>;
