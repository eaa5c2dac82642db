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
