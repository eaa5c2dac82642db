import { Session } from "../../../models/system/session";
import { Department, User, type Role, type UserRow } from "../../../models/system/user";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { recordEvent } from "../../events/saveWithEvent";

export interface UpdateUserInput {
  id: string;
  roles?: Role[] | undefined;
  departments?: string[] | undefined;
  disabled?: boolean | undefined;
}

async function checkLastAdmin(user: UserRow, input: UpdateUserInput): Promise<void> {
  const staysAdmin = (input.roles ?? user.roles).includes("admin") && !(input.disabled ?? user.disabled);
  if (staysAdmin || !user.roles.includes("admin")) return;
  if (await User.exists({ _id: { $ne: user._id }, roles: "admin", disabled: false })) return;
  throw new AppError("forbidden");
}

async function checkDepartments(departments: string[] | undefined): Promise<void> {
  if (!departments) return;
  const known = await Department.countDocuments({ _id: { $in: departments } });
  if (known === new Set(departments).size) return;
  throw new AppError("invalid_input", {
    errors: [{ path: "departments", code: "unknown_reference", message: "departments" }],
  });
}

/**
 * Gives somebody roles and departments, or shuts them out. Takes effect with their next request.
 * @throws AppError `forbidden` unless the actor is an admin, or when no admin would be left
 */
export async function updateUser(ctx: Ctx, input: UpdateUserInput): Promise<UserRow> {
  if (!ctx.actor.roles.has("admin")) throw new AppError("forbidden");
  return withTransaction(async () => {
    const user = await User.findOne({ _id: input.id }).lean<UserRow>();
    if (!user) throw new AppError("not_found");
    await checkLastAdmin(user, input);
    await checkDepartments(input.departments);

    const { roles = user.roles, departments = user.departments, disabled = user.disabled } = input;
    const departmentsSet = user.departmentsSet || input.departments !== undefined;
    const disabledSet = input.disabled ?? user.disabledSet ?? false;
    const set = { roles, departments, disabled, departmentsSet, disabledSet, updatedAt: ctx.now };
    await User.updateOne({ _id: user._id }, { $set: set, $inc: { version: 1 } });
    if (disabled) await Session.deleteMany({ user: user._id });
    const changes = (["roles", "departments", "disabled"] as const)
      .map((field) => ({ field, oldValue: user[field], newValue: set[field] }))
      .filter(({ oldValue, newValue }) => String(oldValue) !== String(newValue));
    await recordEvent(ctx, {
      name: "user.updated",
      entity: "user",
      record: { id: user._id },
      body: { kind: "changed", changes },
    });
    return { ...user, ...set, version: user.version + 1 };
  });
}
