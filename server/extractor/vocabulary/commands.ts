import type { Command } from "../../../models/shared/contracts/extraction";

/** What may stand behind the slash, longest first where one begins with another. The first is the word shown in help. */
export const COMMAND_WORDS: Readonly<Record<Exclude<Command, "menu">, readonly string[]>> = {
  followUp: ["跟进", "跟近", "跟踪", "gj", "genjin", "follow"],
  newCustomer: ["新客户", "新建客户", "新增客户", "添加客户", "加客户", "录客户", "xkh", "newcustomer"],
  customer: ["客户", "kh", "kehu", "customer"],
  search: ["查询", "查找", "搜索", "搜", "查", "c", "cha", "search"],
  todo: ["待办", "代办", "日程", "db", "daiban", "todo"],
  reminder: ["提醒我", "提醒", "tx", "tixing", "remind"],
  opportunity: ["商机", "sj", "shangji", "deal"],
  visit: ["拜访", "bf", "baifang", "visit"],
  quote: ["报价", "bj", "baojia", "quote"],
  contract: ["合同", "ht", "hetong", "contract"],
  payment: ["回款", "hk", "huikuan", "payment"],
  protect: ["报备", "baobei"],
  publicPool: ["公海", "gh", "gonghai", "pool"],
  grant: ["授权", "sq", "shouquan", "grant"],
  bind: ["绑定", "bangding", "bind"],
  dailyReport: ["日报", "rb", "ribao"],
  weeklyReport: ["周报", "zb", "zhoubao"],
  monthlyReport: ["月报", "yb", "yuebao"],
  undo: ["撤销", "撤回", "cx", "chexiao", "undo"],
  correct: ["更正", "修改", "改", "g", "gai"],
  feedback: ["反馈", "意见", "fk", "fankui", "feedback"],
  help: ["帮助", "帮忙", "怎么用", "?", "bz", "bangzhu", "help", "h"],
  task: ["任务", "rw", "renwu", "task"],
  rules: ["规则", "gz", "guize", "rules"],
  lead: ["新线索", "线索", "xs", "xiansuo", "lead"],
  convertLead: ["转为客户", "转成客户", "转客户", "zkh", "convert"],
  link: ["关联", "gl", "guanlian", "link"],
};

/** Without a slash these open a command only when a blank or a colon follows: the words begin ordinary sentences too. */
export const SLASHLESS: readonly Exclude<Command, "menu">[] = [
  "followUp", "newCustomer", "customer", "search", "todo", "reminder", "opportunity", "visit", "quote", "contract", "payment", "publicPool", "protect", "grant",
  "dailyReport", "weeklyReport", "monthlyReport", "undo", "feedback", "help", "task", "lead", "convertLead",
]; // prettier-ignore

/** Alone on the line these are commands without a slash. */
export const ALONE: readonly Exclude<Command, "menu">[] = [
  "todo", "dailyReport", "weeklyReport", "monthlyReport", "undo", "correct", "help", "publicPool", "lead",
]; // prettier-ignore
