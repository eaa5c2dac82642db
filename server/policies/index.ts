import type { EntityName } from "../../models/shared/entities";
import { OPEN_LEAD_STATES, type LeadState } from "../../models/shared/entities/lead";
import { isOpenForCheckIn } from "../../models/shared/entities/visit";
import { isClosed } from "../../models/shared/values/stage";
import type { Actor } from "../context";
import { AppError } from "../errors";
import { rightsOn } from "./rights";
import { chargeScope, covers, readScope, writeScope, type Owned } from "./scope";

export type Rule = (actor: Actor, record: Owned & Record<string, unknown>) => boolean;
export type Policy = { read: Rule } & Record<string, Rule>;

const reads =
  (entity: EntityName): Rule =>
  (actor, record) =>
    covers(readScope(actor, entity), record);
const works =
  (entity: EntityName): Rule =>
  (actor, record) =>
    covers(writeScope(actor, entity), record);
const answersFor =
  (entity: EntityName): Rule =>
  (actor, record) =>
    covers(chargeScope(actor, entity), record);

const both =
  (rule: Rule, holds: (record: Record<string, unknown>) => boolean): Rule =>
  (actor, record) =>
    rule(actor, record) && holds(record);

const isOpen = (record: Record<string, unknown>) => record.state === "open";
const isAhead = (record: Record<string, unknown>) => record.state === "planned";
const isUnwritten = (record: Record<string, unknown>) => record.state !== "cancelled" && record.followUp === null;
const isUndecided = (record: Record<string, unknown>) => !isClosed(record.stage as string | null);
const isUnowned = (record: Record<string, unknown>) => record.owner === null;
const isHeld = (record: Record<string, unknown>) => record.onHoldSince !== null && record.onHoldSince !== undefined;

const isOpenLead = ({ state }: Record<string, unknown>) => OPEN_LEAD_STATES.includes(state as LeadState);
const isUnanswered = ({ state }: Record<string, unknown>) => state === "new" || state === "assigned";
const goes: Rule = (actor, record) => works("visit")(actor, record) && record.visitor === actor.id;

/** True when the actor leads whoever a record belongs to: the right to decide, which nobody has over their own requests. */
export const canDecideFor = (actor: Actor, record: Owned): boolean =>
  record.owner !== actor.id && covers(chargeScope(actor, "approval"), record);

/** True when the actor answers for whatever customers a colleague has, so that all of them may be handed on at once. */
export const answersForAllOf = (actor: Actor, owner: string): boolean =>
  covers(chargeScope(actor, "customer"), { owner });

/** Who is let in and who is shut out is decided by admins. */
export const canManageMembers = (actor: Actor): boolean => actor.roles.has("admin");

const decides: Rule = (actor, record) => isOpen(record) && canDecideFor(actor, record);

/** Whom a record is shared with may work on it, but neither take it away nor share it on. */
const plain = (entity: EntityName) =>
  ({
    read: reads(entity),
    update: works(entity),
    archive: answersFor(entity),
  }) satisfies Policy;
const shareable = (entity: EntityName) => ({ ...plain(entity), share: answersFor(entity) }) satisfies Policy;

/** Who may do what to which record. Pure; a verb that is missing here is allowed to nobody. */
export const policies = {
  customer: {
    ...shareable("customer"),
    transfer: answersFor("customer"),
    explain: answersFor("customer"),
    /** Whoever may have customers takes one from the public pool. */
    claim: both((actor) => canCreate(actor, "customer"), isUnowned),
    /** What was said and done is for those who see more than who it is. */
    readTimeline: (actor, record) => covers(readScope(actor, "customer", "internal"), record),
    /** Reported once by whoever answers for it; longer than that a manager decides. */
    protect: both(answersFor("customer"), (record) => !isUnowned(record) && !record.protectedUntil),
    extend: both(answersFor("customer"), (record) => !isUnowned(record)),
    release: both(answersFor("customer"), (record) => !isUnowned(record)),
  },
  contact: shareable("contact"),
  followUp: shareable("followUp"),
  reminder: {
    ...plain("reminder"),
    complete: both(works("reminder"), isOpen),
    postpone: both(works("reminder"), isOpen),
    drop: both(works("reminder"), isOpen),
    reopen: both(works("reminder"), (record) => !isOpen(record)),
  },
  opportunity: {
    ...shareable("opportunity"),
    win: both(works("opportunity"), isUndecided),
    lose: both(works("opportunity"), isUndecided),
    move: both(works("opportunity"), isUndecided),
    hold: both(works("opportunity"), isUndecided),
    resume: both(works("opportunity"), (record) => isUndecided(record) && isHeld(record)),
    reopen: both(works("opportunity"), (record) => !isUndecided(record)),
  },
  approval: { ...plain("approval"), approve: decides, refuse: decides },
  lead: {
    ...plain("lead"),
    assign: both(answersFor("lead"), isOpenLead),
    take: both(works("lead"), isUnanswered),
    invalidate: both(works("lead"), isOpenLead),
    reopen: both(works("lead"), (record) => record.state === "invalid"),
    convert: both(works("lead"), isOpenLead),
  },
  visit: {
    ...plain("visit"),
    // Nobody can be at a customer for somebody else.
    checkIn: both(goes, isOpenForCheckIn),
    record: both(goes, isUnwritten),
    cancel: both(works("visit"), isAhead),
  },
} satisfies Record<EntityName, Policy>;

/** What may be shared with a colleague. */
export const SHAREABLE = (Object.keys(policies) as EntityName[]).filter((entity) => "share" in policies[entity]);

/** @throws AppError `forbidden` unless the actor answers for the record */
export function authorizeShare(actor: Actor, entity: EntityName, record: Owned & object): void {
  const { share }: Policy & { share?: Rule } = policies[entity];
  if (!share?.(actor, record as Owned & Record<string, unknown>)) throw new AppError("forbidden");
}

export const canCreate = (actor: Actor, entity: EntityName): boolean =>
  actor.roles.has("system") || rightsOn(actor, entity).some((right) => right.write);

const canList = (actor: Actor, entity: EntityName): boolean => rightsOn(actor, entity).length > 0;

export const abilitiesOn = (actor: Actor, entity: EntityName, record: Owned & Record<string, unknown>): string[] =>
  Object.entries<Rule>(policies[entity])
    .filter(([, rule]) => rule(actor, record))
    .map(([verb]) => verb);

/** What the company sets for itself is read by everybody and changed by admins. */
export const canChangeSettings = (actor: Actor): boolean => actor.roles.has("admin");
export const settingAbilities = (actor: Actor): string[] => (canChangeSettings(actor) ? ["read", "update"] : ["read"]);

/** Whom leads go to is for those who answer for what nobody has yet, and for admins. */
export const canSetLeadRules = (actor: Actor): boolean => canChangeSettings(actor) || canAssignUnowned(actor);
export const canAssignUnowned = (actor: Actor): boolean => covers(chargeScope(actor, "lead"), { owner: null });
/** Doors for programs and strangers are opened and closed by admins. */
export const canManageLeadSources = canChangeSettings;
export const leadAbilities = (actor: Actor): Record<"leadRules" | "leadSource", string[]> => ({
  leadRules: canSetLeadRules(actor) ? ["update"] : [],
  leadSource: canManageLeadSources(actor) ? ["list", "create"] : [],
});

/** Members, their rights and what everybody did are an admin's business. */
export const oversightAbilities = (actor: Actor): Record<"user" | "auditEntry", string[]> =>
  canManageMembers(actor) ? { user: ["list", "update"], auditEntry: ["list"] } : { user: [], auditEntry: [] };

/** Verbs that need no record. */
export const generalAbilities = (actor: Actor, entity: EntityName): string[] => [
  ...(canList(actor, entity) ? ["list"] : []),
  ...(canCreate(actor, entity) ? ["create"] : []),
];

interface Subject<E extends EntityName> {
  entity: E;
  record: Owned & object;
}
type Verb<E extends EntityName> = keyof (typeof policies)[E] & string;

/** Whether a command would be let through. */
export const may = <E extends EntityName>(actor: Actor, verb: Verb<E>, { entity, record }: Subject<E>): boolean =>
  (policies[entity] as Policy)[verb]?.(actor, record as Owned & Record<string, unknown>) ?? false;

/**
 * The one gate of every command.
 * @throws AppError `not_found` when the actor may not even read the record, `forbidden` when only the verb is refused
 */
export function authorize<E extends EntityName>(actor: Actor, verb: Verb<E>, subject: Subject<E>): void {
  if (!may(actor, "read" as Verb<E>, subject)) throw new AppError("not_found");
  if (!may(actor, verb, subject)) throw new AppError("forbidden");
}

/** @throws AppError `forbidden` when the actor may not make such records at all */
export function authorizeCreate(actor: Actor, entity: EntityName): void {
  if (!canCreate(actor, entity)) throw new AppError("forbidden");
}

/** What colleagues wish for is read by whoever runs the program. */
export const mayReadFeedback = (actor: Actor): boolean => actor.roles.has("admin");
