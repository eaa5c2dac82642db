import type { Customer } from "../../models/shared/entities/customer";
import type { Lead } from "../../models/shared/entities/lead";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { mapLead, type LeadMapping } from "../mapLead";
import { authorize, policies } from "../policies";
import { findKnown } from "./findCollision";
import { findReadable } from "./findReadable";
import { toVisible } from "./toVisible";

export interface Conversion extends LeadMapping {
  lead: Lead;
  /** Customers it may be, of those the reader may work on. */
  matches: Customer[];
}

async function findMatches(ctx: Ctx, { company, phones, customer }: Lead): Promise<Customer[]> {
  const rows = await findKnown({ company, phones });
  const linked = customer ? await findReadable(ctx, "customer", customer).catch(hiddenIsNone) : null;
  const others = rows.map((row: StoredRow) => toVisible(ctx, "customer")(row));
  const all = new Map([...(linked ? [linked] : []), ...others].map((one) => [one.id, one]));
  return [...all.values()].filter((one) => policies.customer.update(ctx.actor, { ...one }));
}

function hiddenIsNone(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}

/**
 * What a lead would become, before anybody says yes.
 * @throws AppError `already_settled` once it has, `forbidden`, `not_found`
 */
export async function planConversion(ctx: Ctx, id: string): Promise<Conversion> {
  const lead = await findReadable(ctx, "lead", id);
  if (lead.state === "converted") throw new AppError("already_settled");
  authorize(ctx.actor, "convert", { entity: "lead", record: lead });
  return { lead, matches: await findMatches(ctx, lead), ...mapLead(lead) };
}
