import type { CompanyFind } from "./companies";
import type { Closed } from "../text/places";

const NUMBER = "第?[一二三四五六七八九十]{1,2}";
/** What is called by its number, in short or in full, and what a place has only one of. */
const NUMBERED =
  "院(?![子长里])|医院?(?![生药])|中学|小学|中(?![午间心旬标国秋期])|小(?![时区学生组号额])|高(?![铁速新管层度])|幼(?!儿)|高中|职高|职校|技校|中心医院|人民医院|幼儿园|敬老院|福利院";
const ONLY_ONE =
  "人民医院|中心医院|中医院|妇幼保健院|妇幼(?!用品)|妇保院|儿童医院|口腔医院|肿瘤医院|立医院|医院|中学|职高|职校|技校|党校|图书馆|博物馆|体育馆|档案馆|少年宫|文化馆|疾控(?:中心)?|血站|福利院|敬老院|急救中心";

/** 市三院, 区二小, 县医院, 省立医院: of the place the speaker stands in, so that the first character is all there is of a name. */
const OF_A_PLACE = new RegExp(
  `(?<![城都超门夜集菜股上楼房楼盘小园社校厂片景郊特战辖地管]|[\\u4e00-\\u9fa5]{2}(?<![在到去给跟和找从向对往见访联系拜约交寄送发报催问让请的]))[省市区县州镇](?:${NUMBER}(?:${NUMBERED})|${ONLY_ONE})`,
  "gu",
);
/** 师大附中, 交大附院 */
const OF_A_UNIVERSITY =
  /(?<=^|[\s,，。;；:：的在到去给跟和找从向见约系访])[\u4e00-\u9fa5]{1,2}大附(?:属)?(?:中学|小学|医院|中|小|院|[一二三]院)/gu;

/** Public houses by the short names people have for them. */
export const findPublicHouses = (text: string, closed: Closed): CompanyFind[] =>
  [OF_A_PLACE, OF_A_UNIVERSITY]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(({ index, 0: name }) => ({ start: index, end: index + name.length, by: "ending" as const }))
    .filter(({ start, end }) => !closed(start, end));
