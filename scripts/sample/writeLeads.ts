import { newId } from "../../models/newId";
import type { Lead } from "../../models/shared/entities/lead";
import { addDays, dayOf, instantOf } from "../../models/shared/values/day";
import { scoreLead } from "../../server/commands/lead/scoreLead";
import type { Draft } from "./writeAccount";

interface Told extends Pick<Lead, "name" | "source" | "rawText"> {
  /** A user id of the sample company; null while nobody has it. */
  member: string | null;
  daysAgo: number;
  tail: string;
  more?: Partial<Lead>;
}

const LEADS: readonly Told[] = [
  {
    ...{ member: null, daysAgo: 0, name: "孟工", source: "官网", tail: "8001", rawText: "想看演示，尽快联系" },
    more: { company: "温州联创电器", region: "温州" },
  },
  { member: null, daysAgo: 1, name: "未留姓名", source: "公众号", tail: "8002", rawText: "多少钱一套" },
  {
    ...{ member: "lilei", daysAgo: 1, name: "顾经理", source: "展会", tail: "8003", rawText: "想要报价，预算20万" },
    more: { company: "绍兴恒丰纺织", region: "绍兴", industry: "纺织", budget: 20_000_000 },
  },
  { member: "lilei", daysAgo: 3, name: "苗女士", source: "转介绍", tail: "8004", rawText: "朋友推荐来的，先了解一下" },
  {
    ...{ member: "wangwu", daysAgo: 2, name: "尹总", source: "展会", tail: "8005", rawText: "月底前要方案" },
    more: { company: "嘉兴新港物流", region: "嘉兴", title: "总经理" },
  },
];

const EMPTY = { company: null, title: null, wechat: null, email: null, budget: null, repeats: 0, customer: null };

/** A few people who may become customers: some with reps who answered already, some with nobody yet. */
export function writeLeads(owners: ReadonlyMap<string, string>, now: Date): Draft[] {
  const by = owners.get("zhaomin") ?? "";
  return LEADS.map(({ member, daysAgo, name, source, rawText, tail, more }) => {
    const morning = instantOf(addDays(dayOf(now), -daysAgo), "09:10");
    const at = morning > now ? instantOf(dayOf(now)) : morning;
    const holder = member === null ? null : (owners.get(member) ?? null);
    const lead = { ...EMPTY, name, source, rawText, phones: [`1370000${tail}`], ...more };
    const answered = holder ? { state: "working", assignedAt: at, answeredAt: at } : { state: "new" };
    return {
      entity: "lead",
      at,
      owner: holder ?? by,
      holder,
      values: { id: newId(), ...lead, ...answered, lastAskedAt: at, ...scoreLead(lead) },
    };
  });
}
