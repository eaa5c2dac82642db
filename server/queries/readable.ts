import type { Ctx } from "../context";
import { readScope, toFilter } from "../policies/scope";

/** What every list and every look beside a record begins with. */
export const readable = (ctx: Ctx): Record<string, unknown> => ({
  ...toFilter(readScope(ctx.actor)),
  archivedAt: null,
});
