import type { Logger } from "pino";
import type { EntityName } from "../models/shared/entities";
import type { Role } from "../models/system/user";
import type { Extractor } from "./extractor/createExtractor";

/** A record shared with somebody, open at the time the actor was loaded. */
export interface Grant {
  entity: EntityName;
  recordId: string;
  right: "read" | "write";
}

/** Whoever acts. Rights follow from this and from the record alone. */
export interface Actor {
  id: string;
  name: string;
  roles: ReadonlySet<Role | "system">;
  /** Ids of the colleagues in the actor's departments and below; empty for those who lead nobody. */
  memberIds: readonly string[];
  grants: readonly Grant[];
}

/** Ports: what the domain needs from outside itself. */
export interface Deps {
  extractor: Extractor;
  log: Logger;
  /** The program's one clock; the simulator may move it forward. */
  clock: Clock;
  /**
   * Nudges the worker of a queue after a commit, or all of them; polling is only the fallback.
   * @param event the name of what was put there, so that nobody gets up for what no one listens to
   */
  wake: (queue?: Queue, event?: string) => void;
}

export type Queue = "inbox" | "events" | "rules" | "handOvers" | "deliveries";

export interface Clock {
  now(): Date;
}

export interface Source {
  kind: "chat" | "app" | "job" | "rule" | "seed";
  /** The inbox item behind a chat write, or the run of a rule: what an undo takes back. */
  messageId: string | null;
  /** In chat: the app it was said in also takes where somebody is. */
  takesPlaces?: boolean;
}

export interface Ctx {
  actor: Actor;
  now: Date;
  source: Source;
  requestId: string;
  deps: Deps;
}

/** Acts for nobody: jobs and clean-up. */
export const SYSTEM_ACTOR: Actor = {
  id: "system",
  name: "system",
  roles: new Set(["system"]),
  memberIds: [],
  grants: [],
};
