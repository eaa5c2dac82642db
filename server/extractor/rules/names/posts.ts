import { POSTS } from "../../vocabulary/names";
import { longestFirst } from "../text/longestFirst";

export const POST_WORDS = longestFirst(POSTS.split("|"));
export const DEPARTMENT =
  "(?:采购|技术|信息|信息化|设备|生产|销售|市场|财务|行政|人事|人力资源|工程|研发|品质|质量|质检|物流|仓储|仓库|后勤|总务|运营|电商|IT|商务|法务|安全|动力|机电|客房|前厅|餐饮|宴会|保洁|安保|工会|医务|护理|教务|科研|招标|基建|装备|项目)";
/** 采购经理李雷: the post that stands right before somebody. */
export const POST_BEFORE = new RegExp(
  `(?:${DEPARTMENT}(?:部|科|处|中心)?)?(?:${POST_WORDS.join("|")})[\\s:：的是叫]{0,2}$`,
  "i",
);
