import { z } from "zod";
import {
  intakeAnswer,
  leadIntake,
  leadSource,
  madeLeadSource,
  newLeadSource,
} from "../../models/shared/contracts/leads";
import { takeInAt } from "../commands/lead/takeInAt";
import { createLeadSource } from "../commands/leadSource/createLeadSource";
import { revokeLeadSource } from "../commands/leadSource/revokeLeadSource";
import { AppError } from "../errors";
import { presentLeadSource } from "../presenters/presentLeadSource";
import { listLeadSources } from "../queries/findLeadSource";
import { findUserNames } from "../queries/findNames";
import { endpoint, keyEndpoint, type Endpoint } from "./endpoint";

const presenter = async (publicUrl: string, rows: readonly { createdBy: string }[]) =>
  presentLeadSource(publicUrl, new Map(await findUserNames(rows.map(({ createdBy }) => createdBy))));

/** The doors leads come through, for admins; and the way through the one for programs. */
export const leadSourceRoutes = ({ publicUrl }: { publicUrl: string }): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/lead-sources",
    summary: "Keys and forms that leads come through; for admins",
    answer: z.object({ items: z.array(leadSource) }),
    run: async ({ ctx }) => {
      const rows = await listLeadSources(ctx);
      return { items: rows.map(await presenter(publicUrl, rows)) };
    },
  }),
  endpoint({
    method: "post",
    path: "/lead-sources",
    summary: "Make a key for a program, shown this once, or a form with a link of its own; for admins",
    body: newLeadSource,
    answer: madeLeadSource,
    status: 201,
    run: async ({ ctx, body }) => {
      const { source, secret } = await createLeadSource(ctx, body);
      const show = await presenter(publicUrl, [source]);
      return { ...show(source), key: source.kind === "key" ? secret : null };
    },
  }),
  endpoint({
    method: "delete",
    path: "/lead-sources/:id",
    summary: "Close a key or a form; its leads stay. For admins",
    run: ({ ctx, id }) => revokeLeadSource(ctx, id),
  }),
  keyEndpoint({
    method: "post",
    path: "/lead-intake",
    summary:
      "Hand over a lead, with the key as `Authorization: Bearer`. The same externalId or number is the same lead",
    body: leadIntake,
    answer: intakeAnswer,
    status: 201,
    run: async ({ ctx, http, body }) => {
      const { leadSource: door } = http.state;
      if (!door) throw new AppError("key_refused");
      const { lead, isRepeat } = await takeInAt(ctx, door, body);
      return { id: lead.id, state: isRepeat ? ("repeated" as const) : ("created" as const) };
    },
  }),
];
