import { LEAD_REASONS, type LeadReason } from "../../../models/shared/values/leadScore";
import type { Lead } from "../../../models/shared/entities/lead";
import { INTEREST, REFERRAL, URGENT } from "../../extractor/vocabulary/leads";

type Scored = Pick<
  Lead,
  "phones" | "wechat" | "email" | "company" | "title" | "budget" | "rawText" | "source" | "repeats" | "customer"
>;

const MOBILE = /^(?:\+?86)?1[3-9]\d{9}$/;
const digits = (phone: string) => phone.replace(/[^\d+]/g, "");
const isMobile = (phone: string) => MOBILE.test(digits(phone));

const HOLDS: Record<LeadReason, (lead: Scored) => boolean> = {
  mobile: ({ phones }) => phones.some(isMobile),
  landline: ({ phones }) => phones.length > 0 && !phones.some(isMobile),
  wechat: ({ wechat }) => wechat !== null,
  email: ({ email }) => email !== null,
  company: ({ company }) => company !== null,
  title: ({ title }) => title !== null,
  budget: ({ budget }) => budget !== null && budget > 0,
  interest: ({ rawText }) => INTEREST.test(rawText ?? ""),
  urgent: ({ rawText }) => URGENT.test(rawText ?? ""),
  referral: ({ rawText, source }) => REFERRAL.test(`${source ?? ""} ${rawText ?? ""}`),
  again: ({ repeats }) => (repeats ?? 0) > 0,
  known: ({ customer }) => customer !== null,
};

const MOST = 100;

/** How much a lead promises, with what counted: each reason is kept with its points, so that the sum can be explained later too. */
export function scoreLead(lead: Scored): Pick<Lead, "score" | "reasons"> {
  const reasons = (Object.keys(LEAD_REASONS) as LeadReason[]).filter((reason) => HOLDS[reason](lead));
  const sum = reasons.reduce((total, reason) => total + LEAD_REASONS[reason], 0);
  return { score: Math.min(MOST, sum), reasons: reasons.map((reason) => `${reason}:${LEAD_REASONS[reason]}`) };
}
