import { DEEDS, NOT_A_TRADE } from "../../vocabulary/slots";
import { isBrand } from "./brands";
import type { CompanyFind } from "./companies";
import { looksLikeFullName } from "./people";
import { closedBy, overlaps, type Place } from "../text/places";
import { isCoined, wordsIn } from "../text/words";

/**
 * Where the grammar of a sentence wants a customer and nothing else marks one: whom one went to, whom something is given,
 * whom one looks up, whose offer it is. Who speaks is not enough: 评委问得细. Only an invented word, one that no dictionary
 * knows, is taken for a name there, alone or in front of a trade that no list holds: 翔宇游艇.
 */
const NAME = "(?<name>[\\u4e00-\\u9fa5]{2,6}?)";
const slot = (before: string, after: string) => new RegExp(`(?<=${before})${NAME}(?=${after})`, "gu");
const SIGN = "[\\s,，。;；!！?？、]";
const END = `$|${SIGN}`;
const SLOTS: readonly RegExp[] = [
  slot("第[一二三四五六]家(?:是|叫|去的)?", "$|[,，。;；\\s]|没|门|关|老板|说|不|人"),
  slot(
    "(?:[去跑走]了?一?趟|拜访了?|走访了?|回访了?|去过|见完|刚从|先跑|再跑|先去|再去)",
    `${END}|跟|和|找|见|那边|这边|看|回来|出来|聊|谈|再|先`,
  ),
  slot(
    "(?:给(?!出|到|过|足|够)|[跟帮])",
    "(?:那边|这边)?(?:发(?!票)|寄|送|打(?:了|个|电)|报(?!表|告)|开(?:了|.{0,4}票)|聊|谈|签|供|补|退|装|做了)",
  ),
  slot(
    "(?<![出进回过上下来失离])[去到]",
    "收[钱款账货]|量[尺房]|验[收货]|开会|培训|演示|调试|盘点|送[货样]|取[样货]|对账|签[合约]",
  ),
  slot("谁(?:现在|目前)?(?:在)?(?:跟|负责|对接)(?:的)?", END),
  slot("(?:[发寄送交报卖打]给|联系一?下|催一?下)", END),
  slot("(?:查|看|搜)(?:一?下|一查|看|查)\\s?|[查搜]\\s", "上次|最近|的|报价|合同|到哪|聊到|什么|还有|有没有|\\s"),
  slot(
    "(?:(?:跟进|回访|了解|打听|关注)(?:一?下)?|[问催盯](?:一?下|问|催))",
    "的?(?:招标|投标|开标|中标|验收|付款|打款|回款|试用|打样|送样|安装|调试|审批|立项|签约|合同|订单|收货|采购|续约|续签)(?:的)?(?:结果|情况|进展|进度|效果|消息|事|时间|$)",
  ),
  slot("(?:^|[,，。;；\\n]|把|将)", "的?(?:报价|合同|项目|单子|商机|金额|预算|尾款|货款|订单)"),
  slot("(?:^|[,，。;；\\n])", "那边|那家|[他她]们"),
  slot("(?:老客户|大客户|意向客户)", "今天|昨天|刚|又|也|下了?单|订|要|说|打来|来电|续|签|的|那边|[,，]"),
  slot(
    "(?:新增?客户|新线索|(?:名字|客户|公司|单位|店)名?(?:是|叫|为))\\s?(?:是|叫|:|：)?\\s?",
    `${END}|联系人|负责人|老板|电话|手机`,
  ),
];

const isTrade = (word: string) => word.length === 2 && !NOT_A_TRADE.test(word) && !DEEDS.has(word);

/** Two invented characters, and a trade behind them at most. */
function isNamed(word: string): boolean {
  if (word.length <= 4 && isCoined(word)) return true;
  const parts = wordsIn(word);
  const coined = parts.findIndex((part) => part.length > 1);
  const trade = parts.slice(coined).join("");
  return coined >= 2 && coined <= 3 && isTrade(trade);
}

/** 跟你汇报, 交给售后小冉 */
const SOMEBODY = /[你我他她它您咱]|^(?:技术|售后|售前|财务|法务|实施|客服|商务|仓库|物流)/;

/** 团险, 车险: what is sold, not who sells it. */
const POLICY = /(?<!保)险$/;

const isName = (word: string) =>
  !SOMEBODY.test(word) && !POLICY.test(word) && isNamed(word) && isBrand(word) && !looksLikeFullName(word);

/** 福满楼, 去湘味轩装机器: three characters of no dictionary, as over the door of a restaurant, where somebody stands. */
const OVER_A_DOOR =
  /(?<=^|[,，。;；:：\n]|[去到给跟帮]|拜访|联系|回访)(?<![一二三四五六七八九十\d号])(?:(?![一二三四五六七八九十号这那新老几])\p{Script=Han}){2}[轩阁斋楼堂居坊](?=$|[\s,，。;；]|的|那边|订|要|说|装|换|下单|老板|续|退|催|反馈|成交|通知|今天|明天|昨天|定了|加|补|送|打|安)/gu;

/** 跟竺总去望江楼吃饭: where one eats, and not whom one serves. */
const EATS = /吃饭|吃个饭|喝茶|聚餐|饭局|宴请|请客/;

const findOverDoors = (text: string): Place[] =>
  [...text.matchAll(OVER_A_DOOR)]
    .map(({ index, 0: name }) => ({ start: index, end: index + name.length }))
    .filter(({ start, end }) => isCoined(text.slice(start, end)) && !EATS.test(text));

export function findInSlots(text: string, taken: readonly Place[]): CompanyFind[] {
  const closed = closedBy(text.length, taken);
  const finds: CompanyFind[] = [];
  for (const match of SLOTS.flatMap((pattern) => [...text.matchAll(pattern)])) {
    const place = { start: match.index, end: match.index + match[0].length };
    if (closed(place.start, place.end) || !isName(match[0]) || finds.some((find) => overlaps(find, place))) continue;
    finds.push({ ...place, by: "beside" });
  }
  const overDoors = findOverDoors(text).filter(
    (place) => !closed(place.start, place.end) && !finds.some((find) => overlaps(find, place)),
  );
  return [...finds, ...overDoors.map((place) => ({ ...place, by: "beside" as const }))];
}
