import { either, pattern } from "../../../../models/shared/values/pattern";
import type { Closed, Place } from "../text/places";

/** 在万豪酒店跟蒋先生谈: where one met, not whom. */
const VENUE =
  /(?:酒店|饭店|宾馆|酒楼|餐厅|茶楼|茶馆|咖啡|咖啡厅|咖啡馆|会所|火锅|火锅店|机场|高铁站|广场|会展中心|展览馆)$/;
const VENUE_BEFORE = /(?:在|于|约在|定在)$/;
const VENUE_AFTER =
  /^(?:星巴克|瑞幸|肯德基|麦当劳|大堂|[一二三]楼|门口|包间|包厢)?(?:一?起)?(?:跟|和|与|请|宴请|见|吃|聊|谈|碰|办|摆|偶遇|遇)/;

const isMeetingPlace = (text: string, { start, end }: Place) =>
  VENUE.test(text.slice(start, end)) &&
  VENUE_BEFORE.test(text.slice(Math.max(0, start - 2), start)) &&
  VENUE_AFTER.test(text.slice(end, end + 6));

/** What houses stand in: 金鼎大厦, 龙泉驿工地, 义乌商贸城. */
const SITE =
  /(?:大厦|商厦|广场|工地|商业街|步行街|市场|[贸品具金配脑子装材居鞋表城]城|茶城|奥特莱斯|机场|码头|火车站|高铁站|小区|科技园|产业园|工业园|创业园|软件园|物流园|园区|开发区|会展中心|展览馆)$/;
/** Words of going, sending and standing somewhere. */
const WAY_BEFORE = /(?:[去到在从于往至逛]|路过|经过|逛了(?:一?圈|一下)?)$/;
/** Nothing but somebody has these, or does them. */
const IS_SOMEBODY = pattern()`^(?:${either(
  /那边的?|这边的?|的?(?:物业|管理处|招商部|工程部|项目部|采购|甲方|业主|老板|负责人)/,
  /的?(?:合同|项目|单子|商机|报价|预算|尾款|货款|订单)|收[款钱账]|催款|对账|签/,
  /(?:也|还|又|刚|已经)?(?:说|要|问|订了|签了|定了|打来|来电|回复|通知|催|嫌|同意|答应|续|付|反馈|确认)/,
)})`;

/** 送货到金鼎大厦: the way leads there, and nobody of it is spoken of, so whose it is remains open. */
function isSite(text: string, { start, end }: Place, closed: Closed): boolean {
  if (!SITE.test(text.slice(start, end)) || !WAY_BEFORE.test(text.slice(Math.max(0, start - 4), start))) return false;
  const after = text.slice(end, end + 6);
  const isTheirs = closed(end, end + 1) || (text[end] === "的" && closed(end + 1, end + 2));
  return !isTheirs && !IS_SOMEBODY.test(after);
}

/** 地址：苏州工业园区星湖街88号 */
const isAddress = (text: string, { start, end }: Place) =>
  /地址(?:是|在|为)?[\s:：]*$/.test(text.slice(Math.max(0, start - 6), start)) &&
  /^区?[^,，。;；\s]{0,8}(?:[路街道巷弄]|\d+号)/.test(text.slice(end));

/** 客户住在如家酒店: where one sleeps. */
const isLodging = (text: string, { start, end }: Place) =>
  VENUE.test(text.slice(start, end)) && /(?:住|住在|入住|住进)$/.test(text.slice(Math.max(0, start - 2), start));

/** 去工商局变更执照: an errand of ours. */
const AUTHORITY =
  /^(?:市|区|县|去|到|在)?(?:工商局|税务局|公安局|车管所|派出所|公证处|社保局|房管局|市场监管局|税务所)$/;
const ERRAND = /^(?:办(?!公)|变更|报税|开证明|注册|年检|年审|备案|交税|交材料|递材料|盖章|登记|领证)/;
const isErrand = (text: string, { start, end }: Place) =>
  AUTHORITY.test(text.slice(start, end)) && ERRAND.test(text.slice(end, end + 4));

/** Where one is or goes, and not whom one meets. */
export const isWhere = (text: string, place: Place, closed: Closed): boolean =>
  isMeetingPlace(text, place) ||
  isLodging(text, place) ||
  isAddress(text, place) ||
  isErrand(text, place) ||
  isSite(text, place, closed);
