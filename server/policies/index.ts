import type { EntityName } from "../../models/shared/entities";
import { isClosed } from "../../models/shared/values/stage";
import type { Actor } from "../context";
import { AppError } from "../errors";
import { covers, readScope, type Owned } from "./scope";

export type Rule = (actor: Actor, record: Owned & Record<string, unknown>) => boolean;
export type Policy = { read: Rule } & Record<string, Rule>;

const reaches: Rule = (actor, record) => covers(readScope(actor), record);
const isOpen = (record: Record<string, unknown>) => record.state === "open";
const isUndecided = (record: Record<string, unknown>) => !isClosed(record.stage as string | null);
const isHeld = (record: Record<string, unknown>) => record.onHoldSince !== null && record.onHoldSince !== undefined;

const leads = (actor: Actor) => actor.roles.has("sales_manager") || actor.roles.has("director");

/** Whether the actor leads the owner of a record: nobody agrees to their own requests. */
export const canDecideFor = (actor: Actor, record: Owned): boolean =>
  leads(actor) && record.owner !== actor.id && covers(readScope(actor), record);

const decides: Rule = (actor, record) => isOpen(record) && canDecideFor(actor, record);

const owned = { read: reaches, update: reaches, archive: reaches } satisfies Policy;

/** Who may do what to which record. Pure; a verb that is missing here is allowed to nobody. */
export const policies = {
  customer: owned,
  contact: owned,
  followUp: owned,
  reminder: {
    ...owned,
    complete: (actor, record) => reaches(actor, record) && isOpen(record),
    postpone: (actor, record) => reaches(actor, record) && isOpen(record),
    drop: (actor, record) => reaches(actor, record) && isOpen(record),
    reopen: (actor, record) => reaches(actor, record) && !isOpen(record),
  },
  opportunity: {
    ...owned,
    win: (actor, record) => reaches(actor, record) && isUndecided(record),
    lose: (actor, record) => reaches(actor, record) && isUndecided(record),
    move: (actor, record) => reaches(actor, record) && isUndecided(record),
    hold: (actor, record) => reaches(actor, record) && isUndecided(record),
    resume: (actor, record) => reaches(actor, record) && isUndecided(record) && isHeld(record),
    reopen: (actor, record) => reaches(actor, record) && !isUndecided(record),
  },
  approval: { ...owned, approve: decides, refuse: decides },
} satisfies Record<EntityName, Policy>;

/** Verbs that need no record. */
const MAY_CREATE = ["sales", "sales_manager", "director", "system"] as const;

export const canCreate = (actor: Actor): boolean => MAY_CREATE.some((role) => actor.roles.has(role));

export const abilitiesOn = (actor: Actor, entity: EntityName, record: Owned & Record<string, unknown>): string[] =>
  Object.entries<Rule>(policies[entity])
    .filter(([, rule]) => rule(actor, record))
    .map(([verb]) => verb);

export const generalAbilities = (actor: Actor): string[] => (canCreate(actor) ? ["list", "create"] : ["list"]);

/**
 * The one gate of every command.
 * @throws AppError `not_found` when the actor may not even read the record, `forbidden` when only the verb is refused
 */
export function authorize<E extends EntityName>(
  actor: Actor,
  verb: keyof (typeof policies)[E] & string,
  subject: { entity: E; record: Owned & object },
): void {
  const rules: Policy = policies[subject.entity];
  const record = subject.record as Owned & Record<string, unknown>;
  if (!rules.read(actor, record)) throw new AppError("not_found");
  if (!rules[verb]?.(actor, record)) throw new AppError("forbidden");
}

/** @throws AppError `forbidden` when the actor may not create records at all */
export function authorizeCreate(actor: Actor): void {
  if (!canCreate(actor)) throw new AppError("forbidden");
}
