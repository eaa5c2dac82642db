import { pino } from "pino";
import { User } from "../../models/system/user";
import type { Ctx, Deps } from "../../server/context";
import { createCtx } from "../../server/createCtx";
import { loadActor } from "../../server/loadActor";
import { BOSS } from "./fillStore";

/** For a query that is called without HTTP: by the manager who may read the whole company. */
export async function ctxOfBoss(): Promise<Ctx> {
  const boss = await User.findOne({ name: BOSS }, { _id: 1 }).lean();
  const actor = boss && (await loadActor(boss._id, new Date()));
  if (!actor) throw new Error(`${BOSS} is not in the store`);
  const deps: Deps = {
    extractor: { extract: () => Promise.reject(new Error("a query reads no message")) },
    log: pino({ level: "silent" }),
    clock: { now: () => new Date() },
    wake: () => undefined,
  };
  return createCtx(deps, { actor, source: { kind: "chat", messageId: null } });
}
