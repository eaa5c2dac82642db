import { z } from "zod";
import { page } from "../../models/shared/contracts/read";
import { archivedRecord, auditEntry, customerAccess, department } from "../../models/shared/contracts/rights";
import { daySchema, idSchema } from "../../models/shared/defineEntity";
import { presentAccess } from "../presenters/presentAccess";
import { presentAuditEntry } from "../presenters/presentAuditEntry";
import { presentInstant } from "../presenters/presentInstant";
import { explainAccess } from "../queries/explainAccess";
import { goneAt, listArchived, type ArchivedRecord } from "../queries/listArchived";
import { AUDIT_KINDS, listAuditEntries } from "../queries/listAuditEntries";
import { listDepartments } from "../queries/listDepartments";
import { nameGrants } from "../queries/listAccessGrants";
import { endpoint, type Endpoint } from "./endpoint";

const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1000).optional(),
};

const presentArchived = ({ archivedAt, ...record }: ArchivedRecord) => ({
  ...record,
  archivedAt: presentInstant(archivedAt),
  goneAt: presentInstant(goneAt(archivedAt)),
});

/** Who sees what, who did what, and what can be brought back. */
export const oversightRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/customers/:id/access",
    summary: "Who sees a customer, and by which rule",
    answer: customerAccess,
    run: async ({ ctx, id }) => {
      const access = await explainAccess(ctx, id);
      const { grants } = access;
      return presentAccess(access, { grants, names: await nameGrants(ctx, grants), now: ctx.now });
    },
  }),
  endpoint({
    method: "get",
    path: "/recycle-bin",
    summary: "Archived records the caller may bring back, for thirty days",
    query: z.strictObject(paging),
    answer: page(archivedRecord),
    run: async ({ ctx, query }) => {
      const { records, ...rest } = await listArchived(ctx, query);
      return { items: records.map(presentArchived), ...rest };
    },
  }),
  endpoint({
    method: "get",
    path: "/audit-entries",
    summary: "For admins: every change, or every look of an admin at personal data",
    query: z.strictObject({
      ...paging,
      kind: z.enum(AUDIT_KINDS).default("changes"),
      actor: idSchema.optional(),
      recordId: idSchema.optional(),
      on: daySchema.optional(),
    }),
    answer: page(auditEntry),
    run: async ({ ctx, query }) => {
      const { acts, names, ...rest } = await listAuditEntries(ctx, query);
      return { items: acts.map(presentAuditEntry(names)), ...rest };
    },
  }),
  endpoint({
    method: "get",
    path: "/departments",
    summary: "For admins: the tree of departments",
    answer: z.object({ items: z.array(department) }),
    run: async ({ ctx }) => ({
      items: (await listDepartments(ctx)).map(({ _id, name, parent }) => ({ id: _id, name, parent })),
    }),
  }),
];
