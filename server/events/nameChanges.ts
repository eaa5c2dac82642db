import { afterCommit } from "../../models/withTransaction";
import type { EntityName } from "../../models/shared/entities";

/** What is called by name in a message. */
export type Named = "customer" | "contact";

let changes = 0;

/** How often, in this process, somebody came to be, was called otherwise or went to somebody else. Other servers' changes do not count. */
export const nameChanges = () => changes;

/** Counts once what is being changed can be read. */
export function noteNameChange(entity: EntityName): void {
  if (entity !== "customer" && entity !== "contact") return;
  afterCommit(() => {
    changes += 1;
  });
}
