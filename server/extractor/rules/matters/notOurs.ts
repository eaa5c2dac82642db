import { NO_STEP_AFTER, PUT_OFF_AFTER, PUT_OFF_BEFORE, SEASON_BEFORE, THOUGHT_OVER } from "../../vocabulary/actions";
import { clauseEnd } from "../text/clauses";
import type { Place } from "../text/places";

/** 聊到明年的协议: the time belongs to what was talked of. */
const TOPIC_BEFORE = /(?:聊到|谈到|提到|说到|聊了|谈了|关于)$/;

/** 他去进货了后天回来: when they are there again is no step. */
const THEIR_DAYS =
  /^才(?![能会给把再去发寄送])|^(?:才|就|会|能)?(?:回来|回国|回公司|上班|有空|没空|休息|放假|出差|开学|到期|调[走去到]|离职|退休|结婚|搬家|搬走)(?!提醒|[给把再去])/;

/** 中秋的礼盒, 端午和中秋的订单: the feast tells what thing it is. */
const FEAST = /(?:节|端午|中秋|国庆|春节|元旦|年|季度)$/;
const OF_A_THING = /^(?:[和跟、][^,，。;；]{2,3})?的(?!话|时候|前|之前)/;

/** 这个月先不谈: what will not be done is no step. */
const NOTHING_DONE = /^(?:先|暂时|就|都|也|还|内)?不(?!要忘|能忘|忘)/;

/** 下个月要进一批花椒…让我先寄样品: when they want something dates no step of ours. */
const THEIR_PLAN =
  /^(?:就|也|还)?(?:要|想|准备|打算|计划)(?:(?:进|上|买|采购|换|开|扩|搬|装)|把[^,，。;；]{1,8}(?:批|定|走|报))[^,，。;；]*(?:让|叫|要)(?:我|咱)/;
/** 航班10:25到 */
const TRAVELS = /(?:航班|飞机|火车|高铁|动车|车次)[^,，。;；]{0,6}$/;
const ARRIVES = /^(?:到|抵达|落地|起飞|出发|降落)/;
export const isTravel = (text: string, { start, end }: Place) =>
  TRAVELS.test(text.slice(Math.max(0, start - 10), start)) && ARRIVES.test(text.slice(end));

/** 十月的货还没到: which goods, or which bill. */
const GOODS_OF = /^的(?:那[批笔单])?(?:货(?!款)|账(?!期)|对账单|账单|发票|费用|电费|租金|业绩|报表|工资|单子|订单)/;

/** The words around a time, and its own. */
interface Around {
  before: string;
  own: string;
  after: string;
  /** The rest of its clause. */
  rest: string;
}

const OF_OTHERS: readonly ((around: Around) => boolean)[] = [
  ({ after }) => NO_STEP_AFTER.test(after) || THOUGHT_OVER.test(after),
  ({ before, after }) => PUT_OFF_BEFORE.test(before) && PUT_OFF_AFTER.test(after),
  ({ before }) => SEASON_BEFORE.test(before) || TOPIC_BEFORE.test(before),
  ({ rest }) => THEIR_PLAN.test(rest),
  ({ own, after }) => FEAST.test(own) && OF_A_THING.test(after),
  ({ own, after }) => /月份?$/.test(own) && GOODS_OF.test(after),
  ({ after }) => THEIR_DAYS.test(after) || NOTHING_DONE.test(after),
];

/** 手术室改造延到明年: nobody does anything then. */
export const isPutOff = (text: string, { start, end }: Place) =>
  /(?:延|推|拖|放|留|挪|搁)(?:迟|后|期|置)?到$/.test(text.slice(Math.max(0, start - 4), start)) &&
  /^(?:明年|后年|年后|节后|春节后)$/.test(text.slice(start, end));

/** The words right beside the time make it one of theirs, of a topic, or of what will not be. */
export function isOfOthers(text: string, place: Place): boolean {
  const { start, end } = place;
  const around: Around = {
    before: text.slice(Math.max(0, start - 10), start),
    own: text.slice(start, end),
    after: text.slice(end, end + 16),
    rest: text.slice(end, clauseEnd(text, end)),
  };
  return isTravel(text, place) || isPutOff(text, place) || OF_OTHERS.some((holds) => holds(around));
}
