import type { RuleAction, RuleCondition, RuleField, RuleSpec, RuleTrigger } from "../../values/rules";
import { formatFen } from "../../values/money";
import type { RiskKind } from "../../values/risk";
import { kindNames, methodNames, stageNames } from "./fields";
import { moodNames } from "./activity";

export const triggerNames: Record<RuleTrigger, string> = {
  "followUp.created": "写了跟进",
  "customer.created": "建了客户",
  "opportunity.created": "建了商机",
  "opportunity.moved": "商机换了阶段",
  "opportunity.won": "赢单",
  "opportunity.lost": "输单",
  "customer.daily": "每天看客户",
  "opportunity.daily": "每天看商机",
};

export const ruleFieldNames: Record<RuleField, string> = {
  content: "跟进内容",
  method: "怎么聊的",
  mood: "客户态度",
  stage: "阶段",
  amount: "商机金额",
  stageDays: "停在阶段的天数",
  lateCloseDays: "过了预计签的天数",
  level: "客户级别",
  customerKind: "客户类型",
  tags: "标签",
  source: "来源",
  region: "地区",
  silentDays: "没联系的天数",
  lateStepDays: "下一步过期的天数",
  openAmount: "在谈金额",
  risk: "风险",
};

export const riskNames: Record<RiskKind, string> = {
  lost: "流失风险",
  stuck: "商机停住",
  unhappy: "聊得不顺",
  quiet: "有些日子没联系",
  lateClose: "过了预计签的日子",
  lateStep: "下一步过期",
  slow: "商机走得慢",
};

export const opNames: Record<string, string> = {
  is: "是",
  isNot: "不是",
  mentions: "提到",
  lacks: "没提到",
  atLeast: "不少于",
  atMost: "不超过",
};

const VALUE_NAMES: Partial<Record<RuleField, Record<string, string>>> = {
  method: methodNames,
  mood: moodNames,
  stage: stageNames,
  customerKind: kindNames,
  risk: riskNames,
};

/** @param stages what the company calls its stages, by key */
export const ruleValueName = (field: RuleField, value: string, stages: Record<string, string> = {}): string =>
  (field === "stage" ? stages[value] : undefined) ?? VALUE_NAMES[field]?.[value] ?? value;

const MONEY: readonly RuleField[] = ["amount", "openAmount"];
const NAMED = 3;

/** A rule is told while it is being written, too. */
const quoted = (words: string): string => (words.trim() ? `“${words}”` : "（还没写）");

function valuesOf(field: RuleField, values: readonly string[], stages: Record<string, string>): string {
  const named = values.slice(0, NAMED).map((value) => ruleValueName(field, value, stages));
  return `${quoted(named.join("、"))}${values.length > NAMED ? `等 ${values.length} 个词之一` : values.length > 1 ? "之一" : ""}`;
}

function conditionWords(condition: RuleCondition, stages: Record<string, string>): string {
  const { field } = condition;
  const start = `${ruleFieldNames[field]}${opNames[condition.op] ?? ""}`;
  if ("values" in condition) return `${start}${valuesOf(field, condition.values, stages)}`;
  return `${start} ${MONEY.includes(field) ? formatFen(condition.value) : `${condition.value}`}`;
}

export function actionWords(action: RuleAction): string {
  switch (action.do) {
    case "addTag":
      return `打上标签${quoted(action.tag)}`;
    case "setLevel":
      return `级别改成 ${action.level}`;
    case "remind":
      return `${action.inDays === 0 ? "当天" : `${action.inDays} 天后`}提醒负责人${quoted(action.text)}`;
    case "notify":
      return action.whom === "owner" ? "告诉负责人" : "告诉主管";
  }
}

/** The whole rule as a sentence. */
export function ruleSentence({ on, when, then }: RuleSpec, stages: Record<string, string> = {}): string {
  const conditions = when.map((one) => conditionWords(one, stages)).join("，而且");
  return `${triggerNames[on]}${conditions ? `，如果${conditions}` : ""}，就${then.map(actionWords).join("，")}。`;
}

/** What comes with the program. */
export const defaultRuleWords = {
  inquiry: {
    name: "产品咨询",
    tag: "产品咨询",
    text: "跟进产品咨询",
    words: [
      "询价",
      "问价",
      "咨询",
      "问了价",
      "多少钱",
      "什么价",
      "要报价",
      "感兴趣",
      "想了解",
      "要资料",
      "要样品",
      "试用",
    ],
  },
  quiet: { name: "有些日子没联系" },
  lost: { name: "流失风险告诉主管" },
  stuck: { name: "商机停住" },
};

export const ruleText = {
  /** Who did it, where a person's name would stand. */
  by: (name: string) => `规则“${name}”`,
  rehearsal: (days: number, count: number, customers: number) =>
    count === 0
      ? `如果过去 ${days} 天就有这条规则：一次也不会触发。`
      : `如果过去 ${days} 天就有这条规则：会触发 ${count} 次，涉及 ${customers} 家客户。`,
  failed: "没做成，重试过了",
  effects: {
    notified: (names: string) => `告诉了${names}`,
    nobody: "没有主管可以告诉",
    resting: "风险提醒搁置中，没有打扰",
    tagged: (tag: string) => `打上标签“${tag}”`,
    hadTag: (tag: string) => `已有标签“${tag}”`,
    leveled: (level: string) => `级别改成 ${level}`,
    hadLevel: (level: string) => `级别已是 ${level}`,
    reminded: (day: string, text: string) => `${day} 提醒“${text}”`,
    noOwner: "客户没有负责人",
    tooManyTags: "标签满了",
  },
};
