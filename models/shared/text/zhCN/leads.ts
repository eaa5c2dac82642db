import type { LeadReasonShown } from "../../contracts/leads";
import { LEAD_REASONS, type LeadReason } from "../../values/leadScore";
import type { Lead, LeadState } from "../../entities/lead";

export const leadStateNames: Record<LeadState, string> = {
  new: "没人跟",
  assigned: "等首次联系",
  working: "在跟",
  converted: "已转客户",
  invalid: "无效",
};

/** What counted for a lead, beside its points. */
export const leadReasonNames: Record<LeadReason, string> = {
  mobile: "有手机号",
  landline: "有座机",
  wechat: "有微信",
  email: "有邮箱",
  company: "说了公司",
  title: "说了职务",
  budget: "说了预算",
  interest: "问了价格或要演示",
  urgent: "着急要",
  referral: "熟人介绍",
  again: "又来问过",
  known: "已是客户",
};

export const leadWords = {
  /** A person who gave no name. */
  nameless: "未留姓名",
  /** What they said when they came again, below what they said before. */
  again: (day: string, source: string | null, text: string) => `${day}${source ? ` ${source}` : ""}又来问：${text}`,
  againSilent: "没有留言",
  deal: (name: string) => `${name}的需求`,
  /** One line over the words: what has no place of its own on a customer. */
  facts: (facts: Record<"source" | "campaign" | "region" | "industry" | "budget" | "externalId", string | null>) =>
    [
      "线索",
      facts.source && `来源 ${facts.source}`,
      facts.campaign && `活动 ${facts.campaign}`,
      facts.region && `地区 ${facts.region}`,
      facts.industry && `行业 ${facts.industry}`,
      facts.budget && `预算 ${facts.budget}`,
      facts.externalId && `编号 ${facts.externalId}`,
    ]
      .filter(Boolean)
      .join(" · "),
  reason: (name: string, points: number) => `${name} +${points}`,
};

const isReason = (word: string): word is LeadReason => word in LEAD_REASONS;

/** What counted for a lead, in words with points. */
export function scoreReasonsOf({ reasons }: Pick<Lead, "reasons">): LeadReasonShown[] {
  return reasons.map((kept) => {
    const [reason = "", points = "0"] = kept.split(":");
    const name = isReason(reason) ? leadReasonNames[reason] : reason;
    return { reason, points: Number(points), text: leadWords.reason(name, Number(points)) };
  });
}
