import { AFTER_NAME, BEFORE_NAME } from "../../vocabulary/edges";
import * as names from "../../vocabulary/names";
import { endsLikeCompany } from "./companyEndings";

export const COMMON = new Set(names.COMMON_SURNAMES);
export const RARE = new Set(names.RARE_SURNAMES);
export const COMPOUND = new Set(names.COMPOUND_SURNAMES.split("|"));
export const GIVEN = new Set(names.GIVEN_NAME_CHARACTERS);

/** A name may begin here. */
export const strongLeft = (text: string, at: number) =>
  at <= 0 || BEFORE_NAME.test(text.slice(Math.max(0, at - 4), at));
/** A name may be over here. */
export const rightEdge = (text: string, at: number) => AFTER_NAME.test(text.slice(at, at + 3));

/** Surnames that mostly join or lead: they need a sign or 的 before them. */
export const CONJUNCTIONS = new Set("和于时向应能连从同对给与及跟由任都那来公家通别管");
export const strongSign = (text: string, at: number) =>
  at <= 0 ||
  /[\s,，。;；:：!！?？、()（）"“”的见约给跟找陪带请娘科部处室院厂局所司\n]|[一查看问催约找搜]下$|(?:回复|答复|联系|拜访|通知|告诉|约好|见到|问问|提醒|[查问看找催]{2}|采购|后勤|财务|行政|物业|工程|技术|前台|仓库|总务|教务|设备|领导|中心)$/.test(
    text.slice(Math.max(0, at - 2), at),
  ) ||
  endsLikeCompany(text, at);
/** A company may end right before a name that has its title: 天虹幕墙容总. */
export const titleLeft = (text: string, at: number) =>
  strongLeft(text, at) ||
  endsLikeCompany(text, at) ||
  /(?:[那这有][个位]|[回出过]来)$/.test(text.slice(Math.max(0, at - 2), at));
