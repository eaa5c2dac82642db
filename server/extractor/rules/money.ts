import type { Amount, Grounded } from "../../../models/shared/contracts/extraction";
import { isFen, toFen } from "../../../models/shared/values/money";
import * as words from "../vocabulary/money";
import { clauseStart } from "./text/clauses";
import type { NormalText } from "./text/normalize";
import { NUMERAL, readNumeral, readNumeralRange } from "./text/numerals";
import { wordsIn } from "./text/words";

/** A figure of money with its place in the normalised text. */
export interface MoneyFind {
  start: number;
  end: number;
  role: words.MoneyRole;
  /** Yuan; both are equal unless a range was said. */
  low: number;
  high: number;
  bound?: "upTo" | "from";
  approximate: boolean;
  ambiguous: boolean;
  foreign: boolean;
}

interface Figure {
  end: number;
  low: number;
  high: number;
  /** The words alone prove that money is meant (万, 元, ¥). */
  proven: boolean;
  /** The unit letters or characters, to be lent to the first half of 20-30万. */
  scale: number;
  bareCount: boolean;
  hedged: boolean;
}

const NUMBER = `\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d{1,12}(?:\\.\\d{1,6})?|[${NUMERAL}]{1,24}`;
const FIGURE = new RegExp(
  `(?<sign>¥|rmb|cny|人民币)?\\s{0,2}(?<number>${NUMBER})\\s{0,2}(?<hedge>[多来余]?)(?<ge>个)?(?<unit>千万|百万|十万|万|亿|kw|千(?![瓦卡伏赫帕焦安])|[wmk百])?(?<hedge2>[多来余]?)` +
    `(?:\\s{0,2}(?<yuan>万元|亿元|元|块钱|块|圆|rmb|cny|人民币|大洋))?(?:\\s{0,2}(?:整|正)(?![个体套天理在式常好规]))?`,
  "iy",
);
const SCALES: Readonly<Record<string, number>> = {
  千: 1e3, 百: 100, k: 1e3, w: 1e4, 万: 1e4, 十万: 1e5, 百万: 1e6, m: 1e6, 千万: 1e7, kw: 1e7, 亿: 1e8, 万元: 1e4, 亿元: 1e8,
}; // prettier-ignore
/** What a digit behind 万 counts where another word follows it: 8万5月付, 3万2台, 40万9折. */
const COUNTS_ANEW = `(?!尾款|人民币)\\s?(?:[月号日点时分秒倍折米\\d.:%％/${words.QUANTIFIERS}]|(?:公|平|立|厘|毫|千|百)[里斤方米克]|个|成(?!交)|[十百万亿]|第)`;
/** 一 and 两 begin words as well, so that only what ends or goes on with the sum may follow them. */
const TAIL = new RegExp(
  `^(?:\\s(?!\\d[)）、.]))?零?(?:([2-9二三四五六七八九])(千)?(?!${COUNTS_ANEW})|([1一两])(千)?(?=元|块(?!地)|左右|上下|以内|以下|以上|不到|的|了|他|她|我|,|，|。|;|；|!|！|\\?|？|\\s|$|打|付|转|汇|含|成交|拿下|签|先|要|能|可|吧|啊|呢|、|\\)|）))`,
);
const LATIN = /[a-z]/i;
const VAGUE = /几|数|百八十/;

/** 12万8, 12w8千: a single digit behind 万 counts thousands. */
function readTail(text: string, end: number, scale: number): { add: number; length: number } {
  const tail = scale >= 1e3 ? TAIL.exec(text.slice(end, end + 6)) : null;
  if (!tail) return { add: 0, length: 0 };
  const digit = readNumeral(tail[1] ?? tail[3] ?? "") ?? 0;
  return { add: (tail[2] ?? tail[4]) ? digit * 1000 : (digit * scale) / 10, length: tail[0].length };
}

const QUANTIFIER = new RegExp(`^\\s*[${words.QUANTIFIERS}]`);

type Groups = Readonly<Record<string, string | undefined>>;

const said = (groups: Groups, name: string) => (groups[name] ?? "").toLowerCase();
const scaleOf = (word: string) => SCALES[word] ?? 1;

/** The words alone prove that money is meant. */
const isProven = (groups: Groups) =>
  ["sign", "yuan", "unit"].some((name) => said(groups, name) !== "") || /[万亿千仟]/.test(said(groups, "number"));

/** 一百八到两百万: the unit at the end of a numeral is lent as well. */
const lentScale = (number: string, scale: number) => Math.max(scale, scaleOf(/[万亿]$/.exec(number)?.[0] ?? ""));

/** 3kg is no figure of 3k: a letter goes on. */
const isOtherThanCount = (number: string, unit: string, next: string) =>
  (UNIT_ALONE.test(number) && unit === "") || (LATIN.test(unit) && LATIN.test(next));

/** 500m are metres where no currency is said, and 3M中国 is a name. */
const isMetres = (groups: Groups, after: string) =>
  (groups.unit === "m" || (groups.unit === "M" && NAMES_AFTER.test(after))) &&
  said(groups, "sign") === "" &&
  said(groups, "yuan") === "";
/** 3M中国, 3M 胶带 */
const NAMES_AFTER = /^\s?(?!左右|多|以|上下|的|吧|了)\p{Script=Han}/u;

/** 60W打标机, 不要40W要60W的射灯: what a machine or a lamp has of watts. */
const WATTS =
  /^[wW](?:(?:还是|换成?|改成?|[要到和、或/-])\s?\d+[wW])?的?\p{Script=Han}{0,4}(?:灯|(?<!手)机(?!会|构|器人|房|票|械)|器(?!械|材|人)|泵|扇|灯管|面板|电源|光源|快充|音箱|音响|组件|激光|光纤)/u;
/** 投光灯100W的要20盏 */
const LIT_BEFORE = /(?:灯|泵|扇|管|面板|光源|电源|快充|音箱|组件)\s?$/;
const OF_WATTS = /^[wW]的(?!合同|订?单|项目|预算|报?价|[货尾余首]?款|定金|生意|活)/;
const PRICED_BEFORE = /[价报算额约签共花款]了?(?:是|到|为|大概)?\s?$/;

function isWatts(text: string, start: number, figure: Figure): boolean {
  if (!/^\d+(?:\.\d+)?$/.test(text.slice(start, figure.end - 1))) return false;
  const before = text.slice(Math.max(0, start - 4), start);
  const after = text.slice(figure.end - 1, figure.end + 14);
  return !PRICED_BEFORE.test(before) && (WATTS.test(after) || (LIT_BEFORE.test(before) && OF_WATTS.test(after)));
}

/** 千禧, 百货, 万顺: a unit that nothing stands before counts nothing. */
const UNIT_ALONE = /^[十百千万亿]$/;

/** Behind digits or a unit, or behind a numeral that holds its unit before a digit: 二十一万6. */
const mayHaveTail = (number: string, unit: string, next: string) =>
  unit !== "" || /\d$/.test(number) || (/[万亿]$/.test(number) && /^\s?\d/.test(next));

/** Reads one figure that starts exactly at `start`; null when there is none. */
function readFigure(text: string, start: number): Figure | null {
  FIGURE.lastIndex = start;
  const groups = FIGURE.exec(text)?.groups;
  if (!groups) return null;
  const end = start + text.slice(start, FIGURE.lastIndex).trimEnd().length;
  const [number, unit] = [said(groups, "number"), said(groups, "unit")];
  const single = readNumeral(number);
  if (
    single === null ||
    isMetres(groups, text.slice(end, end + 3)) ||
    isOtherThanCount(number + said(groups, "hedge"), unit, text.charAt(end))
  )
    return null;
  const scale = scaleOf(unit) * scaleOf(said(groups, "yuan"));
  const tail = mayHaveTail(number, unit, text.slice(end, end + 2))
    ? readTail(text, end, lentScale(number, scale))
    : { add: 0, length: 0 };
  const [low, high] = readNumeralRange(number) ?? [single, single];
  return {
    end: end + tail.length,
    low: low * scale + tail.add,
    high: high * scale + tail.add,
    scale: lentScale(number, scale),
    proven: isProven(groups),
    bareCount: said(groups, "ge") !== "" && unit === "",
    hedged: said(groups, "hedge") + said(groups, "hedge2") !== "",
  };
}

const LINK = /^\s{0,2}(?:-{1,2}|~|到|至)\s{0,2}/;

/** 20-30万, 20万到30万: the second unit also covers a first number without one. */
function readRange(text: string, start: number): Figure | null {
  const first = readFigure(text, start);
  if (!first || first.low !== first.high) return first;
  const link = LINK.exec(text.slice(first.end, first.end + 6));
  const second = link ? readFigure(text, first.end + link[0].length) : null;
  if (!second || !second.proven || isCounted(text.slice(second.end, second.end + 6))) return first;
  const low = first.proven || first.low >= second.high ? first.low : first.low * second.scale;
  if (!(low < second.high)) return first;
  return { ...second, low, high: second.high };
}

const ROLE_PATTERNS = Object.entries(words.MONEY_ROLES).map(([role, cues]) => ({
  role: role as words.MoneyRole,
  pattern: new RegExp(`(?:${cues})`, "g"),
}));
/** 每…/ 一台 5万 may follow the figure instead: 5万一台, 5万/台. */
const UNIT_AFTER =
  /^\s*(?:元|块)?\s*(?:\/|每|一)\s*(?:台|套|个|件|吨|公斤|斤|平米|平方|平|米|片|只|箱|份|盒|瓶|桶|袋|包|块|根|卷|桌|间|晚|床|位|人|月|年|天|次|张|条|支|㎡|m2|kg)/;
const SLANG_CONTEXT = /价|报|预算|金额|这单|那单|合同|大概|左右|成交|出到/;

/** 对手报了48万, 去年签了30万, 要是能谈到30万: a figure of somebody else, of another year or of a wish is not what this deal is worth. */
const isOfOthers = (clause: string) => words.NOT_OF_THIS_DEAL.some((cue) => cue.test(clause));

/** The role whose cue stands nearest before the figure, in the same clause. */
function roleOf(text: string, start: number, end: number): words.MoneyRole {
  if (UNIT_AFTER.test(text.slice(end, end + 8))) return "unit";
  const before = text.slice(Math.max(clauseStart(text, start), start - 24), start);
  let best: { role: words.MoneyRole; at: number; length: number } | null = null;
  for (const { role, pattern } of ROLE_PATTERNS) {
    for (const cue of before.matchAll(pattern)) {
      const at = cue.index + cue[0].length;
      if (!best || at > best.at || (at === best.at && cue[0].length > best.length))
        best = { role, at, length: cue[0].length };
    }
  }
  return best?.role ?? "plain";
}

/** 一套烤漆房大概八到十万: one of it is all of it, where the thing stands between. */
const ONE_OF_IT = /一(?:[台套件]|个(?!月|人|年|季|星期|小时|点))[^,，。;；]{2,10}$/;

/** 单价从12块5降到11块8: the price of one piece, whatever becomes of it. */
const UNIT_CLAUSE = /单价[^总合共]{0,16}$/;

/** Differences and prices of one piece must stand right before the figure; elsewhere their cue speaks of something else. */
function settleRole(text: string, start: number, role: words.MoneyRole): words.MoneyRole {
  const clause = text.slice(clauseStart(text, start), start);
  if (role !== "part" && UNIT_CLAUSE.test(clause)) return "unit";
  if (role === "unit" && ONE_OF_IT.test(clause)) return "plain";
  const isTheirs = isOfOthers(clause) || words.QUOTED_AFTER_US.test(text.slice(0, start));
  if (role !== "difference") return isTheirs ? "aside" : role;
  const near = text.slice(Math.max(0, start - 7), start);
  const pattern = new RegExp(
    `(?:${words.MONEY_ROLES.difference})(?:个|了|大概|大约|约|近|将近|差不多|掉|出|我们|他们|到?我?\\s){0,2}\\s*$`,
  );
  return pattern.test(near) ? role : "plain";
}

const BAD_BEFORE = /[a-zA-Z_@.#-]$|第$|百分之$|\d$|电话[:：]?\s*$/;

/** 18万 方案, 3万尾款: another word begins like a measure. */
const isWordBehind = (after: string) => (wordsIn(after.trim())[0] ?? "").length > 1;

const isCounted = (after: string) =>
  words.NOT_MONEY_AFTER.test(after) ||
  (QUANTIFIER.test(after) && !isWordBehind(after)) ||
  /^[万科千寻]|^\s*(?:%|个百分点)/.test(after);

/** 五块样板, 白板要50块: pieces of a thing. */
const isPieces = (words: string, { low }: Figure, { before, after }: { before: string; after: string }) =>
  words.endsWith("块") &&
  low < 100 &&
  (/(?:(?<![只还])要|订|买|拿|再来|加|补|送|装|换)(?:了|个)?\s?$/.test(before) ||
    /^\s?(?![钱左上以一每的到起吧呢了能可])[\p{Script=Han}A-Za-z]/u.test(after));

/** 4200A, 12/3, and 报价 4200 11500: a name, a date, or two prices of which none is that of the deal. */
const GOES_ON = /^\s*[a-zA-Z]|^\s*[-/.:]\s*\d|^\s+\d{2,7}(?=$|[\s,，。])/;

function isMoney(text: string, start: number, figure: Figure): boolean {
  const after = text.slice(figure.end, figure.end + 8);
  const before = text.slice(Math.max(0, start - 8), start);
  if (BAD_BEFORE.test(before) || isCounted(after) || VAGUE.test(before.slice(-1))) return false;
  if (isPieces(text.slice(start, figure.end), figure, { before, after }) || isWatts(text, start, figure)) return false;
  if (figure.proven) return figure.low > 0;
  const cued =
    /(?:(?:金额|价格|总价|报价|预算)(?:改|调|变|更新)(?:成|为|到)?|金额|价格|总价|报价|预算|合同额|单价|价|到账|回款|付了|定金|首付|尾款|运费|款|钱|一共|总共|合计|共计|总计|总额|(?:报|谈|压|让|给|还|砍|降|优惠|打包)(?:的是?|了|到|给)|(?:成交|谈妥|谈好|敲定|拿下)了[,，]|[款钱账](?:都|也|全)?(?:结|付|打|到|清|转|汇)(?:清|完|齐|账|过来)?了[,，])\s*(?:是|为|约|大概|:|到|在|了)?\s*$/.test(
      before,
    );
  return cued && figure.low >= 100 && !GOES_ON.test(after);
}

function describe(text: string, start: number, figure: Figure): MoneyFind {
  const before = text.slice(Math.max(0, start - 10), start);
  const after = text.slice(figure.end, figure.end + 8);
  const find: MoneyFind = {
    start,
    end: figure.end,
    role: settleRole(text, start, roleOf(text, start, figure.end)),
    low: figure.low,
    high: figure.high,
    approximate: figure.hedged || words.HEDGE_BEFORE.test(before) || words.HEDGE_AFTER.test(after),
    ambiguous: false,
    foreign: words.FOREIGN.test(after) || words.FOREIGN_BEFORE.test(before),
  };
  if (words.UP_TO_AFTER.test(after) || words.UP_TO_BEFORE.test(before)) find.bound = "upTo";
  else if (words.FROM_AFTER.test(after) || words.FROM_BEFORE.test(before)) find.bound = "from";
  return find;
}

/** Slang: 50个 is 50万 where the clause talks of a price. Always to be asked. */
function readSlang(text: string, start: number, figure: Figure): MoneyFind | null {
  const after = text.slice(figure.end, figure.end + 2);
  const clause = text.slice(clauseStart(text, start), start);
  if (!figure.bareCount || !SLANG_CONTEXT.test(clause) || !/^(?:$|[\s,，。!！;；?？、了吧]|左右)/.test(after))
    return null;
  const find = describe(text, start, figure);
  return { ...find, low: figure.low * 1e4, high: figure.high * 1e4, ambiguous: true };
}

/** More figures than this are a price list, not a message. */
const MOST = 60;
const STARTER = new RegExp(`[¥\\d${NUMERAL}]|rmb|cny|人民币`, "gi");

/** Every figure of money, left to right. `closed` tells which places belong to a phone or a date. */
export function findMoney(text: string, closed: (start: number, end: number) => boolean = () => false): MoneyFind[] {
  const finds: MoneyFind[] = [];
  STARTER.lastIndex = 0;
  for (let starter = STARTER.exec(text); starter && finds.length < MOST; starter = STARTER.exec(text)) {
    const start = starter.index;
    if (text.startsWith("百八十", start)) {
      STARTER.lastIndex = start + "百八十".length;
      continue;
    }
    const figure = readRange(text, start);
    if (!figure) continue;
    STARTER.lastIndex = Math.max(figure.end, start + 1);
    if (closed(start, figure.end)) continue;
    const slang = readSlang(text, start, figure);
    if (slang) finds.push(slang);
    else if (!figure.bareCount && isMoney(text, start, figure)) finds.push(describe(text, start, figure));
  }
  return finds;
}

/** The find as a value in fen; a range gets its midpoint. Null for absurd or foreign money. */
export function toAmount(find: MoneyFind, normal: NormalText): Grounded<Amount> | null {
  const min = toFen(find.low);
  const max = toFen(find.high);
  if (find.foreign || !isFen(min) || !isFen(max) || max === 0) return null;
  const amount: Amount = { amount: Math.round((min + max) / 2) };
  if (min !== max) Object.assign(amount, { amountMin: min, amountMax: max });
  if (find.bound) amount.bound = find.bound;
  if (find.approximate || min !== max) amount.approximate = true;
  const value: Grounded<Amount> = { value: amount, source: normal.span(find.start, find.end), computed: true };
  return find.ambiguous ? { ...value, ambiguous: true } : value;
}
