import { NAMED_TRADES, NOT_A_BRAND } from "../../vocabulary/brands";
import { COUNTRIES, NOBODY, NOT_IN_COMPANY, TRADE_WORDS } from "../../vocabulary/companies";
import { COMMON_WORDS } from "../../vocabulary/edges";
import { HOUSES_OF_WORDS } from "../../vocabulary/houses";
import { POSTS } from "../../vocabulary/names";
import { RIVALS } from "../../vocabulary/rivals";
import { ALL_ENDINGS } from "./companyEndings";
import { isPhrase } from "./companyNames";
import { isStateWord } from "./stateWords";
import { isRegion } from "../text/regions";
import { wordsIn } from "../text/words";

const BRAND = /^[\u4e00-\u9fa5A-Za-z0-9]{2,8}$/;
const POST_WORDS = new Set(POSTS.split("|"));
const WELL_KNOWN = new Set(RIVALS.split("|"));
const ABROAD = new Set(COUNTRIES);

export const isWellKnown = (body: string) => WELL_KNOWN.has(body);
export function isPlace(body: string): boolean {
  const place = body.replace(/[省市区县]$|(?:客户|客商|买家)$/, "");
  return isRegion(place) || ABROAD.has(place);
}

const isOfTrade = (word: string) => ALL_ENDINGS.has(word) || TRADE_WORDS.has(word);

/** 物业, 外贸, 软件外包: what somebody does is no name; 教育局 is one. */
const isTrade = (body: string) =>
  !NAMED_TRADES.test(body) &&
  (ALL_ENDINGS.has(body) ||
    ALL_ENDINGS.has(body.replace(/[厂店行站]$/, "")) ||
    wordsIn(body).every(isOfTrade) ||
    (body.length === 4 && isOfTrade(body.slice(0, 2)) && isOfTrade(body.slice(2))));

/** What a word may be instead of a brand. */
const OTHERWISE: readonly ((body: string) => boolean)[] = [
  isPlace,
  (body) => POST_WORDS.has(body),
  isPhrase,
  (body) => NOT_A_BRAND.test(body),
  (body) => NOBODY.test(body),
  (body) => NOT_IN_COMPANY.test(body),
  isStateWord,
  isTrade,
  (body) => COMMON_WORDS.has(body),
];

/** A word that can be the bare name of a company. */
export const isBrand = (body: string) =>
  isWellKnown(body) || HOUSES_OF_WORDS.has(body) || (BRAND.test(body) && !OTHERWISE.some((is) => is(body)));
