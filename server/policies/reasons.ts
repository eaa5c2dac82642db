import type { EntityName } from "../../models/shared/entities";
import type { Actor, Grant } from "../context";
import { rightsOn } from "./rights";
import { covers, readScope, writeScope, type Owned } from "./scope";

/** Why somebody sees a record. A person may have several. */
export type Reason =
  | { rule: "owner" | "leads" | "key" | "unowned" | "role" }
  | { rule: "shared"; right: Grant["right"]; recordId: string };

export interface Sight {
  mayWrite: boolean;
  /** False for those who see only what the record is called. */
  seesAll: boolean;
  reasons: Reason[];
}

function reasonsFor(actor: Actor, entity: EntityName, record: Owned): Reason[] {
  const lines = rightsOn(actor, entity);
  const isTeam = lines.some((line) => line.read === "team") && actor.memberIds.includes(record.owner ?? "");
  const rules: [boolean, "owner" | "leads" | "key" | "unowned" | "role"][] = [
    [record.owner === actor.id, "owner"],
    [record.owner !== actor.id && isTeam, "leads"],
    [record.isKey === true && lines.some((line) => line.reachesKey), "key"],
    [record.owner === null && lines.some((line) => line.unowned), "unowned"],
    [record.owner !== null && lines.some((line) => line.read === "all"), "role"],
  ];
  const grants = actor.grants.filter(({ recordId }) => recordId === record.id || recordId === record.customer);
  return [
    ...rules.flatMap(([holds, rule]) => (holds ? [{ rule }] : [])),
    ...grants.map(({ right, recordId }) => ({ rule: "shared" as const, right, recordId })),
  ];
}

/** What somebody sees of a record and by which rules; null for who does not learn of it. */
export function sightOf(actor: Actor, entity: EntityName, record: Owned): Sight | null {
  if (!covers(readScope(actor, entity), record)) return null;
  return {
    mayWrite: covers(writeScope(actor, entity), record),
    seesAll: covers(readScope(actor, entity, "internal"), record),
    reasons: reasonsFor(actor, entity, record),
  };
}
