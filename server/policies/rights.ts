import type { EntityName } from "../../models/shared/entities";
import type { Actor } from "../context";
import { FIELD_GROUPS, type FieldGroup } from "./fieldGroups";

type Role = Exclude<Actor["roles"] extends ReadonlySet<infer R> ? R : never, "system">;

/** Whose records: one's own, those of one's departments and below, everybody's. */
export type Reach = "own" | "team" | "all";

/** What a role may do with the records of one entity. */
export interface Right {
  read: Reach;
  /** Of the records read, which fields. */
  fields: readonly FieldGroup[];
  /** Whose records the role makes, changes and hands on; nobody's when left out. */
  write?: Reach;
  /** The same with the key customers of everybody, and what hangs on them. */
  reachesKey?: true;
  /** What is seen of the records that belong to nobody. Who sees all of it also writes there, if they write at all. */
  unowned?: readonly FieldGroup[];
}

type RoleRights = Partial<Record<EntityName, Right>>;

/** Who may change a record sees all of it: a change is shown, and its history told, to who made it. */
const works = (reach: Reach, more: Pick<Right, "reachesKey" | "unowned"> = {}): Right => ({
  read: reach,
  write: reach,
  fields: FIELD_GROUPS,
  ...more,
});
/** Who it is, not how to reach them or what was said: a customer in the public pool as a rep sees it before taking it. */
const MASKED: readonly FieldGroup[] = ["identity", "profile"];

const looks = (...fields: FieldGroup[]): Right => ({ read: "all", fields });

const sells = (right: Right) => ({
  customer: right,
  contact: right,
  followUp: right,
  reminder: right,
  opportunity: right,
  approval: right,
  lead: right,
  visit: right,
});

/** Role × entity × action × scope × field group, as one table. The roles of one person add up. */
export const rights: Record<Role, RoleRights> = {
  sales: { ...sells(works("own")), customer: works("own", { unowned: MASKED }) },
  sales_manager: sells(works("team", { unowned: FIELD_GROUPS })),
  director: sells(works("team", { reachesKey: true, unowned: FIELD_GROUPS })),
  finance: { customer: looks("identity"), reminder: works("own") },
  service: { customer: looks("identity"), contact: looks("identity", "contact"), reminder: works("own") },
  marketing: { reminder: works("own"), lead: { ...looks("identity", "profile"), unowned: MASKED } },
  admin: {},
};

/** Whether somebody with these roles may have such records of their own. */
export const mayOwn = (roles: readonly Role[], entity: EntityName): boolean =>
  roles.some((role) => rights[role][entity]?.write !== undefined);

/** The lines of the table that hold for a person. */
export const rightsOn = (actor: Actor, entity: EntityName): Right[] =>
  [...actor.roles].flatMap((role) => (role === "system" ? [] : (rights[role][entity] ?? [])));
