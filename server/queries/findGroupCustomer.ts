import type { Customer } from "../../models/shared/entities/customer";
import { GroupBinding } from "../../models/system/groupBinding";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { findReadable } from "./findReadable";

/** The customer a group is bound to; null where there is none, or none the actor may see. */
export async function findGroupCustomer(ctx: Ctx, group: string): Promise<Customer | null> {
  const binding = await GroupBinding.findOne({ _id: group }).lean();
  if (!binding) return null;
  try {
    return await findReadable(ctx, "customer", binding.customer);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
