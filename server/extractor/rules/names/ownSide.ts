import { either, pattern } from "../../../../models/shared/values/pattern";
import type { PersonFind } from "./people";
import { isRegion } from "../text/regions";

/** Colleagues and our own side are nobody's customer. */
const OWN_SIDE = pattern()`(?:${either(
  /我们的?|咱们的?|我司|(?<![他她它们家方总姐哥户])同事|@|我方|隔壁(?:组|部门|团队|工位|桌)的?/,
  /(?:别的|其他|另一个?)(?:组|部门|团队)的?/,
  /(?:交|转|派|丢|甩)给(?:技术|售后|售前|财务|法务|实施|客服|商务|仓库|物流)(?:部|组)?/,
  /(?:陪|带着?|叫上|喊上|拉上|派)(?:技术|售后|工程|研发|设计|法务|财务|商务|市场|产品|实施|质检|生产|销售|采购|安装|施工)(?:部|组|科|中心)?/,
  /本公司|公司里|我们公司的?|我领导|我们?老板|我(?=们)/,
)})\s?(?:的)?$`;
/** 我让小李去开账号: whom one sends is a colleague, unless a form of address shows respect. */
const SENT = /(?:我们?(?:让|叫|派|安排|喊)了?|派了?)$/;
/** 工程部老葛带队去: one of ours goes there. */
const OUR_TEAM = /(?:工程|技术|售后|实施|安装|施工)(?:部|组|队)的?$/;
const GOES_ALONG = /^(?:带队|带人|一起|跟我|陪我|带着?.{1,4})?(?:过)?去/;
const goesForUs = (text: string, { start, end, by }: PersonFind) =>
  by === "nickname" && OUR_TEAM.test(text.slice(Math.max(0, start - 4), start)) && GOES_ALONG.test(text.slice(end));

/** 除了晏总监还有个业务助理: somebody known already. */
const BESIDES = /(?:除了?|不算|不包括)(?:他们的?)?$/;
const isBesides = (text: string, { start, end }: PersonFind) =>
  BESIDES.test(text.slice(Math.max(0, start - 5), start)) &&
  /^(?:以外|之外|外)?[,，]?(?:还|也|又|另)/.test(text.slice(end));

const isSent = (text: string, { start, by }: PersonFind) =>
  (by === "nickname" || by === "full") && SENT.test(text.slice(Math.max(0, start - 5), start));

const isOurs = (text: string, { start }: PersonFind) => OWN_SIDE.test(text.slice(Math.max(0, start - 7), start));

/** 去湛江那边, 哈尔滨经理: a city, where it is not called somebody. */
const WAY_BEFORE = /[去到在从飞回往来]$/;
const CITY_AFTER = /^(?:那边|这边|市|出差|的(?!电话|手机|微信))/;
const isCity = (text: string, { start, end, name, by }: PersonFind) =>
  by !== "known" &&
  isRegion(name) &&
  (end > start + name.length || WAY_BEFORE.test(text.slice(0, start)) || CITY_AFTER.test(text.slice(end)));

/** 带小田拜访了蒙源牧业: who is taken along to whom one sees is one of ours. */
const TAKEN_ALONG = /(?:^|[\s,，。;；我]|[今明昨后前]天|[上下中]午)(?:带着?|叫上|喊上|拉上)$/;
const GOES = /^(?:一起|一块儿?|同去)?(?:去|到|拜访|走访|回访|跑|上门|见)/;
const isTakenAlong = (text: string, { start, end, by }: PersonFind) =>
  by === "nickname" && TAKEN_ALONG.test(text.slice(Math.max(0, start - 5), start)) && GOES.test(text.slice(end));

/** Named, but nobody the message is about: one of us, whom one sends, or somebody it sets aside. */
export const isNotMeant = (text: string, find: PersonFind): boolean =>
  isOurs(text, find) ||
  isCity(text, find) ||
  isTakenAlong(text, find) ||
  isSent(text, find) ||
  goesForUs(text, find) ||
  isBesides(text, find);
