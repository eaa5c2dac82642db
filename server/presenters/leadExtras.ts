import { z } from "zod";
import {
  LEAD_REASONS,
  leadReasonShown,
  type LeadReason,
  type LeadReasonShown,
} from "../../models/shared/contracts/leads";
import type { Lead } from "../../models/shared/entities/lead";
import { leadReasonNames, leadWords } from "../../models/shared/text/zhCN/leads";

export const leadExtras = { scoreReasons: z.array(leadReasonShown) };

const isReason = (word: string): word is LeadReason => word in LEAD_REASONS;

/** What counted for a lead, in words with points. */
export function scoreReasonsOf({ reasons }: Pick<Lead, "reasons">): LeadReasonShown[] {
  return reasons.map((kept) => {
    const [reason = "", points = "0"] = kept.split(":");
    const name = isReason(reason) ? leadReasonNames[reason] : reason;
    return { reason, points: Number(points), text: leadWords.reason(name, Number(points)) };
  });
}
