const DIGITS: Readonly<Record<string, number>> = {
  零: 0, 〇: 0, 一: 1, 幺: 1, 二: 2, 两: 2, 俩: 2, 三: 3, 仨: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
  壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9,
}; // prettier-ignore
const SMALL_UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const BIG_UNITS: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/** For character classes: every digit and unit of a Chinese numeral. */
export const NUMERAL = "零〇一二两俩三仨四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟";
/** The digits and 十, enough for days, hours and small counts. */
export const SMALL_NUMERAL = "零〇一二两三四五六七八九十";

interface Sum {
  total: number;
  section: number;
  pending: number | null;
  lastUnit: number;
  afterZero: boolean;
}

function addToken(sum: Sum, token: string): void {
  const digit = DIGITS[token];
  const small = SMALL_UNITS[token];
  const big = BIG_UNITS[token];
  if (digit !== undefined) {
    if (digit === 0 && sum.pending === null) sum.afterZero = true;
    sum.pending = (sum.pending ?? 0) * 10 + digit;
  } else if (small !== undefined) {
    sum.section += (sum.pending ?? 1) * small;
    Object.assign(sum, { pending: null, lastUnit: small, afterZero: false });
  } else if (big !== undefined) {
    sum.section += sum.pending ?? 0;
    sum.total = big === 1e8 ? (sum.total + sum.section) * big : sum.total + sum.section * big;
    Object.assign(sum, { section: 0, pending: null, lastUnit: big, afterZero: false });
  } else {
    sum.pending = Number(token.replace(/,/g, ""));
  }
}

const isNumeral = (token: string) => token in DIGITS || token in SMALL_UNITS || token in BIG_UNITS || /^\d/.test(token);

/** The last digit counts tenths of the unit before it, 一万二, unless a zero stands between, 一百零二. */
function restOf({ pending, lastUnit, afterZero }: Sum): number {
  if (pending === null) return 0;
  return pending < 10 && lastUnit >= 100 && !afterZero ? (pending * lastUnit) / 10 : pending;
}

/**
 * The number behind digits, Chinese numerals and their mixtures: 一万二 is 12,000, 12万8 is 128,000, 3千5 is 3,500.
 * Null when the words are no number.
 */
export function readNumeral(words: string): number | null {
  const tokens = words.match(/\d[\d,]*(?:\.\d+)?|[^\d\s]/g);
  if (!tokens) return null;
  const sum: Sum = { total: 0, section: 0, pending: null, lastUnit: 1, afterZero: false };
  if (!tokens.every(isNumeral)) return null;
  for (const token of tokens) addToken(sum, token);
  const value = Math.round((sum.total + sum.section + restOf(sum)) * 1e4) / 1e4;
  return Number.isFinite(value) ? value : null;
}

const PAIR = /[一二两三四五六七八九]{2}/g;

/** 三十五六, 二三十, 八九: two neighbouring digits are a range. Null when the numeral is none. */
export function readNumeralRange(words: string): [number, number] | null {
  const pairs = [...words.matchAll(PAIR)];
  const [pair] = pairs;
  if (pairs.length !== 1 || !pair || /[零〇\d]/.test(words)) return null;
  const before = words.slice(0, pair.index);
  const after = words.slice(pair.index + 2);
  if (/[一二两三四五六七八九]$/.test(before) || /^[一二两三四五六七八九]/.test(after)) return null;
  const low = readNumeral(before + pair[0][0] + after);
  const high = readNumeral(before + pair[0][1] + after);
  return low !== null && high !== null && low < high ? [low, high] : null;
}

/** A whole count such as the 3 of 三天; 半 is 0.5. */
export function readCount(words: string): number | null {
  if (words === "半") return 0.5;
  const half = words.endsWith("半");
  const number = readNumeral(half ? words.slice(0, -1).replace(/个$/, "") : words);
  return number === null ? null : number + (half ? 0.5 : 0);
}
