import { newId } from "../models/newId";
import type { Actor, Ctx, Deps, Source } from "./context";

/** The context of one piece of work; its time stands still while it runs. */
export function createCtx(
  deps: Deps,
  work: { actor: Actor; source: Source; requestId?: string | undefined; now?: Date },
): Ctx {
  const { actor, source, requestId = newId(), now = deps.clock.now() } = work;
  return { actor, source, requestId, now, deps };
}
