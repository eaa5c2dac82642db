import { isDuplicateKey } from "../../../models/isDuplicateKey";
import type { RuleSpec } from "../../../models/shared/values/rules";
import { defaultRuleWords as words } from "../../../models/shared/text/zhCN/rules";
import { Rule, type RuleRow } from "../../../models/system/rule";

/** Three days after somebody asked about a product they are asked back. */
const AFTER_INQUIRY_DAYS = 3;

/** What every company starts with. Their ids are fixed: a second process, or a later start, finds them there. */
const DEFAULTS: Record<string, RuleSpec> = {
  "00000000000000000000a001": {
    name: words.inquiry.name,
    on: "followUp.created",
    when: [{ field: "content", op: "mentions", values: words.inquiry.words }],
    then: [
      { do: "addTag", tag: words.inquiry.tag },
      { do: "remind", text: words.inquiry.text, inDays: AFTER_INQUIRY_DAYS },
    ],
  },
  "00000000000000000000a002": {
    name: words.quiet.name,
    on: "customer.daily",
    when: [{ field: "risk", op: "is", values: ["quiet"] }],
    then: [{ do: "notify", whom: "owner" }],
  },
  "00000000000000000000a003": {
    name: words.lost.name,
    on: "customer.daily",
    when: [{ field: "risk", op: "is", values: ["lost"] }],
    then: [{ do: "notify", whom: "manager" }],
  },
  "00000000000000000000a004": {
    name: words.stuck.name,
    on: "opportunity.daily",
    when: [{ field: "risk", op: "is", values: ["stuck"] }],
    then: [{ do: "notify", whom: "owner" }],
  },
};

/** Puts the rules that come with the program where they are missing; they count from that moment on. */
export async function ensureDefaultRules(now: Date): Promise<void> {
  for (const [_id, spec] of Object.entries(DEFAULTS)) {
    if (await Rule.exists({ _id })) continue;
    const times = { since: now, archivedAt: null, createdAt: now, updatedAt: now };
    const row: RuleRow = { _id, version: 1, ...spec, active: true, ...times };
    await Rule.insertMany([row], { lean: true }).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
    });
  }
}
