import { Session } from "../../../models/system/session";
import { Department, User, type Role, type UserRow } from "../../../models/system/user";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { recordEvent } from "../../events/saveWithEvent";
import { canManageMembers } from "../../policies";
import { handOver } from "./handOver";

export interface UpdateUserInput {
  id: string;
  roles?: Role[] | undefined;
  departments?: string[] | undefined;
  disabled?: boolean | undefined;
  /** For whom is shut out: who gets what they had, null for the public pool. Their manager when left out. */
  handOverTo?: string | null | undefined;
  /** What they had goes within minutes, in transactions of its own: for very much of it, and callers that hold one open. */
  handsOverLater?: boolean | undefined;
}

const otherAdmin = (user: UserRow) => User.exists({ _id: { $ne: user._id }, roles: "admin", disabled: false });

async function checkLastAdmin(user: UserRow, input: UpdateUserInput): Promise<void> {
  const staysAdmin = (input.roles ?? user.roles).includes("admin") && !(input.disabled ?? user.disabled);
  if (staysAdmin || !user.roles.includes("admin")) return;
  if (await otherAdmin(user)) return;
  throw new AppError("forbidden");
}

/** What more an admin may see, another one decides; where there is no other, somebody has to. */
async function checkOwnRoles(ctx: Ctx, user: UserRow, { roles = [] }: UpdateUserInput): Promise<void> {
  if (user._id !== ctx.actor.id || roles.every((role) => user.roles.includes(role))) return;
  if (await otherAdmin(user)) throw new AppError("own_roles");
}

async function checkDepartments(departments: string[] | undefined): Promise<void> {
  if (!departments) return;
  const known = await Department.countDocuments({ _id: { $in: departments } });
  if (known === new Set(departments).size) return;
  throw new AppError("invalid_input", {
    errors: [{ path: "departments", code: "unknown_reference", message: "departments" }],
  });
}

/** Whoever takes over must be there to do so. */
async function checkHeir({ id, handOverTo }: UpdateUserInput): Promise<void> {
  if (typeof handOverTo !== "string") return;
  if (handOverTo !== id && (await User.exists({ _id: handOverTo, disabled: false }))) return;
  throw new AppError("invalid_input", {
    errors: [{ path: "handOverTo", code: "unknown_reference", message: "handOverTo" }],
  });
}

function placeOf(user: UserRow, { roles = user.roles, departments }: UpdateUserInput) {
  const departmentsSet = user.departmentsSet || departments !== undefined;
  return { roles, departments: departments ?? user.departments, departmentsSet };
}

function absenceOf(user: UserRow, input: UpdateUserInput) {
  const { disabled = user.disabled, handOverTo } = input;
  return {
    disabled,
    disabledSet: input.disabled ?? user.disabledSet ?? false,
    handOverDue: disabled && (!user.disabled || user.handOverDue === true),
    ...(handOverTo === undefined ? {} : { handOverTo }),
  };
}

/**
 * Gives somebody roles and departments, or shuts them out. Takes effect with their next request.
 * @throws AppError `forbidden` unless the actor is an admin, or when no admin would be left; `own_roles`
 */
export async function updateUser(ctx: Ctx, input: UpdateUserInput): Promise<UserRow> {
  if (!canManageMembers(ctx.actor)) throw new AppError("forbidden");
  const user = await changeUser(ctx, input);
  if (user.handOverDue && !input.handsOverLater) await handOver(ctx, user._id);
  return user;
}

const changeUser = (ctx: Ctx, input: UpdateUserInput): Promise<UserRow> =>
  withTransaction(async () => {
    const user = await User.findOne({ _id: input.id }).lean<UserRow>();
    if (!user) throw new AppError("not_found");
    await checkLastAdmin(user, input);
    await checkOwnRoles(ctx, user, input);
    await checkDepartments(input.departments);
    await checkHeir(input);

    const set = { ...placeOf(user, input), ...absenceOf(user, input), updatedAt: ctx.now };
    await User.updateOne({ _id: user._id }, { $set: set, $inc: { version: 1 } });
    if (set.disabled) await Session.deleteMany({ user: user._id });
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
