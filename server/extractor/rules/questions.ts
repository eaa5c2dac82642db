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
const daysIn = (unit: string) => (/月/.test(unit) ? 30 : /天/.test(unit) ? 1 : 7);

/** 两周没联系: 14. */
function silentDaysIn(text: string): number | null {
  const [, words = "", unit = ""] = SILENT.exec(text) ?? [];
  const count = words === "" ? null : readCount(words);
  return count === null ? null : Math.max(1, Math.round(count * daysIn(unit)));
}

const SORTS: readonly (readonly [NonNullable<Question["sort"]>, RegExp])[] = [
  ["amount", /按(?:金额|钱|商机额)|金额(?:最|从)|最大的/],
  ["recent", /按(?:时间|最近)|最近的/],
];

/** What a question wants to know: `customer` when it names nothing in particular. */
export function readQuestion({ text, times }: Facts): Question {
  const topics = TOPICS.filter(([, cue]) => cue.test(text)).map(([topic]) => topic);
  const silentDays = silentDaysIn(text);
  const sort = SORTS.find(([, cue]) => cue.test(text))?.[0];
  const period = times[0]?.expression;
  return {
    topics: topics.length > 0 ? topics : ["customer"],
    ...(silentDays !== null && { silentDays }),
    ...(period && { period }),
    ...(sort && { sort }),
  };
}
