import type { z } from "zod";
import type { leadIntake } from "../../../models/shared/contracts/leads";
import type { LeadSourceRow } from "../../../models/system/leadSource";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { takeIn, type TakenIn } from "./takeIn";

type Input = z.output<typeof leadIntake> & { consentAt?: Date };

const unreachable = () =>
  new AppError("invalid_input", { errors: [{ path: "phones", code: "reach_needed", message: "phones" }] });

/**
 * Takes somebody in through a door; what the door says of where they come from holds where they say nothing.
 * @throws AppError `invalid_input` for somebody who cannot be reached
 */
export async function takeInAt(ctx: Ctx, source: LeadSourceRow, input: Input): Promise<TakenIn> {
  const { phone, ...fields } = input;
  const phones = [...(phone ? [phone] : []), ...(fields.phones ?? [])];
  if (phones.length === 0 && !fields.wechat && !fields.email) throw unreachable();
  return takeIn(ctx, {
    ...fields,
    name: fields.name ?? "",
    phones,
    source: source.name,
    campaign: fields.campaign ?? source.campaign,
    region: fields.region ?? source.region,
    intake: source._id,
  });
}
