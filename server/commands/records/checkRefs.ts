import { entities, type EntityName } from "../../../models/shared/entities";
import type { Customer } from "../../../models/shared/entities/customer";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { findReadable } from "../../queries/findReadable";

type Values = Record<string, unknown>;

async function findRef(ctx: Ctx, entity: EntityName, ref: { field: string; id: string }): Promise<Values> {
  try {
    return (await findReadable(ctx, entity, ref.id)) as unknown as Values;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError("invalid_input", {
      errors: [{ path: ref.field, code: "unknown_reference", message: ref.field }],
    });
  }
}

/**
 * Every record that `values` point to must be readable by the actor, and all must belong to one customer.
 * For a change, `values` are only what changes and `customerId` is the one the record has.
 *
 * @returns the customer pointed to, if any
 * @throws AppError `invalid_input`
 */
export async function checkRefs(
  ctx: Ctx,
  entity: EntityName,
  { values, customerId = values.customer }: { values: Values; customerId?: unknown },
): Promise<Customer | null> {
  let customer: Customer | null = null;
  for (const [field, definition] of Object.entries(entities[entity].fields)) {
    const id = values[field];
    if (definition.kind !== "ref" || typeof id !== "string") continue;
    const target = await findRef(ctx, definition.entity, { field, id });
    if (field === "customer") customer = target as unknown as Customer;
    else if ("customer" in target && target.customer !== (values.customer ?? customerId)) {
      throw new AppError("invalid_input", { errors: [{ path: field, code: "other_customer", message: field }] });
    }
  }
  return customer;
}
