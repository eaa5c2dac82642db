import { Department, User, type DepartmentRow, type UserRow } from "../../models/system/user";
import type { Actor } from "../context";
import { withDescendants } from "../loadActor";

/** Whom a target is for. */
export interface Subject {
  kind: "person" | "department";
  /** The id of a user or of a department. */
  subject: string;
}

const leads = ({ roles }: Actor) => roles.has("sales_manager") || roles.has("director");

/** The departments somebody leads, with everything below; all for an admin. */
export async function departmentsLed(actor: Actor): Promise<DepartmentRow[]> {
  const all = await Department.find().sort({ _id: 1 }).lean<DepartmentRow[]>();
  if (actor.roles.has("admin")) return all;
  if (!leads(actor)) return [];
  const user = await User.findOne({ _id: actor.id }, { departments: 1 }).lean<Pick<UserRow, "departments">>();
  const led = new Set(withDescendants(user?.departments ?? [], all));
  return all.filter(({ _id }) => led.has(_id));
}

/** Nobody sets their own target, except an admin. */
export function canSetTarget(actor: Actor, { kind, subject }: Subject, led: readonly DepartmentRow[]): boolean {
  if (actor.roles.has("admin")) return true;
  if (kind === "department") return led.some(({ _id }) => _id === subject);
  return leads(actor) && subject !== actor.id && actor.memberIds.includes(subject);
}
