import { defineEntity, type RecordOf } from "../defineEntity";
import { choice, instant, list, ref, required, text } from "../fields";

export const METHODS = ["phone", "wechat", "visit", "meeting", "email", "other"] as const;
export const MOODS = ["positive", "neutral", "negative"] as const;

/** A note a rep writes about a customer. */
export const followUp = defineEntity("followUp", {
  titleField: "content",
  fields: {
    customer: required(ref("customer", { filter: true })),
    contact: ref("contact"),
    opportunity: ref("opportunity"),
    method: choice(METHODS, { list: true, filter: true }),
    content: required(text({ max: 5000, list: true, search: "text" })),
    mood: choice(MOODS),
    keywords: list({ max: 20 }),
    /** One line each: `values/promise.ts` writes and reads them. */
    promises: list({ max: 5, length: 140 }),
    competitors: list({ max: 5 }),
    happenedAt: instant({ list: true, filter: true }),
  },
});
export type FollowUp = RecordOf<typeof followUp>;
