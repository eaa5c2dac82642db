import type { LeadRules } from "../../../models/shared/contracts/leads";
import type { Lead } from "../../../models/shared/entities/lead";
import type { Ctx } from "../../context";

const HOUR_MS = 3_600_000;

/** What changes when a lead is given to somebody: the clock of the first answer starts. */
export const assignedTo = (at: Date, owner: string, { answerWithinHours }: LeadRules): Partial<Lead> => ({
  owner,
  state: "assigned",
  assignedAt: at,
  answerBy: new Date(at.getTime() + answerWithinHours * HOUR_MS),
  answeredAt: null,
  remindedAt: null,
  escalatedAt: null,
});

/** Whoever writes a lead down for themselves has met it already. */
export const keptBy = (ctx: Ctx, owner: string): Partial<Lead> => ({
  owner,
  state: "working",
  assignedAt: ctx.now,
  answeredAt: ctx.now,
});
