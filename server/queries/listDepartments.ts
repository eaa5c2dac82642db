import { Department, type DepartmentRow } from "../../models/system/user";
import type { Ctx } from "../context";
import { AppError } from "../errors";

/**
 * The departments of every directory, each with the one above it.
 * @throws AppError `forbidden` unless the actor is an admin
 */
export async function listDepartments(ctx: Ctx): Promise<DepartmentRow[]> {
  if (!ctx.actor.roles.has("admin")) throw new AppError("forbidden");
  return Department.find().sort({ _id: 1 }).lean<DepartmentRow[]>();
}
