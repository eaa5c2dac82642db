import type { Question, QuestionTopic } from "../../../models/shared/contracts/extraction";
import type { Facts } from "./facts";
import { readCount } from "./numerals";

const TOPICS: readonly (readonly [QuestionTopic, RegExp])[] = [
  ["silentCustomers", /(?:没|未|多久没|好久没)(?:有)?(?:联系|跟进|拜访|沟通|动静|动)/],
  ["whoFirst", /先(?:跟|联系|找|拜访|打给)(?:进)?(?:谁|哪)|优先(?:跟|联系)/],
  ["phone", /电话|手机|号码|座机|联系方式/],
  ["wechat", /微信(?!上)/],
  [
    "lastFollowUp",
    /(?:聊|谈|跟|进行|进展|说)到(?:哪|什么|啥)|上次|最近(?:一次)?(?:的)?(?:跟进|联系|沟通|聊|拜访)|跟进记录|历史|记录|最后一次/,
  ],
  ["figures", /(?:签|成交|回款|卖|赢|丢|新增|做)了?(?:多少|几)|业绩|总额|合计/],
  ["amount", /多少钱|金额|报价|价格|预算|多少万|报了多少/],
  ["stage", /阶段|进展|进度|到哪|情况|状态|怎么样|咋样|如何/],
  ["nextStep", /下一步|接下来|什么时候(?:跟|联系|拜访|见)|约的?(?:几|什么时候)/],
  ["opportunity", /商机|单子|项目|订单|合同/],
  ["todo", /待办|安排|任务|日程/],
];

const SILENT = /([\d一二两三四五六七八九十半]{1,3})\s?(天|周|个?星期|个?礼拜|个月)(?:以上|多)?(?:没|未)/;
const DAYS: Readonly<Record<string, number>> = { 天: 1, 周: 7, 月: 30 };

/** What a question wants to know; undefined when it names nothing in particular. */
export function readQuestion(facts: Facts): Question {
  const { text } = facts;
  const question: Question = { topics: TOPICS.filter(([, cue]) => cue.test(text)).map(([topic]) => topic) };
  if (question.topics.length === 0) question.topics.push("customer");
  const silent = SILENT.exec(text);
  const count = silent ? readCount(silent[1] ?? "") : null;
  const unit = /月/.test(silent?.[2] ?? "") ? "月" : /天/.test(silent?.[2] ?? "") ? "天" : "周";
  if (count !== null) question.silentDays = Math.max(1, Math.round(count * (DAYS[unit] ?? 1)));
  const period = facts.times[0];
  if (period) question.period = period.expression;
  if (/按(?:金额|钱|商机额)|金额(?:最|从)|最大的/.test(text)) question.sort = "amount";
  else if (/按(?:时间|最近)|最近的/.test(text)) question.sort = "recent";
  return question;
}
