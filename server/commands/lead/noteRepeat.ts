import type { LeadRules } from "../../../models/shared/contracts/leads";
import { lead as definition, type Lead } from "../../../models/shared/entities/lead";
import { leadWords } from "../../../models/shared/text/zhCN/leads";
import { dayOf } from "../../../models/shared/values/day";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { scoreLead } from "./scoreLead";
import { assignedTo } from "./assignment";

const MOST_TEXT = definition.fields.rawText.max;
/** What a later word may still tell where the first said nothing. */
const FILLABLE = ["company", "title", "wechat", "email", "campaign", "region", "industry", "budget"] as const;

/** Their words of today below those they said before; what does not fit any more is cut, never what was there. */
function addWords(ctx: Ctx, before: Lead, said: Partial<Lead>): string {
  const note = leadWords.again(dayOf(ctx.now), said.source ?? null, said.rawText ?? leadWords.againSilent);
  return [before.rawText, note].filter(Boolean).join("\n").slice(0, MOST_TEXT);
}

const isSame = (before: Lead, said: Partial<Lead>) =>
  before.externalId !== null && before.externalId === said.externalId && before.rawText === (said.rawText ?? null);

/** Who was sent away and comes again is to be answered again. */
function reopened(ctx: Ctx, before: Lead, rules: LeadRules): Partial<Lead> {
  if (before.state !== "invalid") return {};
  const open = before.owner ? assignedTo(ctx.now, before.owner, rules) : ({ state: "new" } as const);
  return { ...open, invalidReason: null };
}

/** They came again: noted on the lead they made before. The very same call again changes nothing. */
export async function noteRepeat(
  ctx: Ctx,
  before: Lead,
  { said, rules }: { said: Partial<Lead>; rules: LeadRules },
): Promise<Lead> {
  if (isSame(before, said)) return before;
  const filled = Object.fromEntries(
    FILLABLE.filter((field) => before[field] === null && said[field]).map((field) => [field, said[field]]),
  );
  const phones = [...new Set([...before.phones, ...(said.phones ?? [])])].slice(0, 10);
  const set = {
    ...{ ...filled, phones, ...reopened(ctx, before, rules) },
    ...{ repeats: (before.repeats ?? 0) + 1, lastAskedAt: ctx.now, rawText: addWords(ctx, before, said) },
  };
  const scored = { ...set, ...scoreLead({ ...before, ...set }) };
  return saveWithEvent(ctx, "lead", { before, set: scored, event: "lead.repeated" });
}
