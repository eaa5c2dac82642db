import { findMoney, toAmount } from "../../../server/extractor/rules/money";
import { normalize } from "../../../server/extractor/rules/text/normalize";

/** Yuan of every figure, ranges as low-high, with its bound. */
function shown(text: string): string {
  return findMoney(normalize(text).text)
    .filter((find) => !find.foreign)
    .map(({ low, high, bound }) => `${low === high ? low : `${low}-${high}`}${bound ? ` ${bound}` : ""}`)
    .join(" | ");
}

const spellings: readonly (readonly [string, string])[] = [
  ["30万", "300000"], ["30w", "300000"], ["30W", "300000"], ["三十万", "300000"], ["叁拾万元整", "300000"], ["30 万", "300000"], ["３０万", "300000"], ["30萬", "300000"],
  ["1.5个亿", "150000000"], ["两个亿", "200000000"], ["2千万", "20000000"], ["1.2kw", "12000000"], ["5k", "5000"], ["8千", "8000"], ["一万二", "12000"], ["12万8", "128000"],
  ["12w8", "128000"], ["三十六万八", "368000"], ["¥50,000", "50000"], ["￥3,200.50", "3200.5"], ["RMB 50000", "50000"], ["人民币5万元", "50000"], ["50k RMB", "50000"], ["五万八", "58000"],
  ["八千五", "8500"], ["一百零五万", "1050000"], ["两千五百万", "25000000"], ["壹佰贰拾万", "1200000"], ["十来万", "100000"], ["三十多万", "300000"], ["六万五千块", "65000"], ["3千5", "3500"],
  ["12.8万", "128000"], ["45万元", "450000"], ["一百二十万", "1200000"], ["三亿", "300000000"], ["两万", "20000"], ["二十万零五千", "205000"], ["100块", "100"], ["99元", "99"], ["1万2千", "12000"],
  ["12万8比别家低", "128000"], ["7万五后天发货", "75000"], ["6 万 8，首付三成", "68000"], ["二十一万6", "216000"], ["12万五人民币", "125000"], ["转了5w8尾款", "58000"], ["10万零六千", "106000"],
  ["8万5月付清", "80000"], ["3万2台", "30000"], ["5万3号打", "50000"], ["8 万 5 天内付", "80000"], ["3万 2) 兰亭", "30000"], ["3M中国", ""], ["预算20w叉车", "200000"], ["60w机器人项目", "600000"], ["给3M胶带报价", ""], ["有一块 LED 大屏想换", ""], ["一块 钱", "1"], ["budget 3M", "3000000"],
  ["十五万六", "156000"], ["120,000元", "120000"], ["二百五十万", "2500000"], ["一千二百万", "12000000"], ["0.8万", "8000"], ["3百万", "3000000"], ["5百块", "500"], ["一个亿", "100000000"], ["3毛5", ""],
]; // prettier-ignore

const ranges: readonly (readonly [string, string])[] = [
  ["20-30万", "200000-300000"], ["20万到30万", "200000-300000"], ["20~30w", "200000-300000"], ["20至30万", "200000-300000"], ["二三十万", "200000-300000"], ["三十五六万", "350000-360000"],
  ["三五万", "30000-50000"], ["八九十万", "800000-900000"], ["两三百万", "2000000-3000000"], ["一百二三十万", "1200000-1300000"], ["七八千块", "7000-8000"], ["四五百万", "4000000-5000000"],
  ["十七八万", "170000-180000"], ["80-100万", "800000-1000000"], ["五十万到六十万", "500000-600000"], ["1.2-1.5万", "12000-15000"], ["一两万", "10000-20000"],
]; // prettier-ignore

const hedged: readonly (readonly [string, string])[] = [
  ["大概30万", "300000"], ["30万左右", "300000"], ["30万出头", "300000"], ["30多万", "300000"], ["三十来万", "300000"], ["小一百万", "1000000"], ["差不多50万", "500000"], ["一千多万", "10000000"],
  ["30万以内", "300000 upTo"], ["不到30万", "300000 upTo"], ["不超过20万", "200000 upTo"], ["最多35万", "350000 upTo"], ["50万封顶", "500000 upTo"], ["30万起", "300000 from"], ["100万以上", "1000000 from"], ["至少20万", "200000 from"],
]; // prettier-ignore

const none = [
  "几十万", "百八十万", "十几万", "好几万", "30台", "500强", "100平", "5G手机", "万科", "万总", "千寻", "30%", "百分之三十", "打95折", "13个点", "5000美元", "$3000", "3万欧元", "HKD 5000",
  "12月3号", "13800138000", "3万台", "2千克", "5公里", "1000人", "V2.0", "4K屏", "200片", "3号线", "第3万", "一千多人", "20吨", "10个工作日", "八折", "三期", "50个人", "QQ 12345678", "两千套",
  "60W打标机", "不要40W要60W的打标机", "200W的光纤激光器", "大概800千瓦", "30千伏的变压器", "投光灯100W的要20盏", "白板要50块",
]; // prettier-ignore

describe("money in every spelling", () => {
  it.each(spellings)("%s is %s", (text, expected) => expect(shown(text)).toBe(expected));
  it.each(spellings.filter(([, value]) => value !== ""))("报价%s，含税 is found in a sentence", (text, expected) =>
    expect(shown(`报价${text}，含税`)).toBe(expected),
  );
  it.each(ranges)("%s is the range %s", (text, expected) => expect(shown(text)).toBe(expected));
  it.each(hedged)("%s keeps its number", (text, expected) => expect(shown(text)).toBe(expected));
  it.each(none)("%s is no amount", (text) => expect(shown(text)).toBe(""));
});

describe("what a figure is for", () => {
  const roles = (text: string) => findMoney(normalize(text).text).map((find) => find.role);
  it.each([
    ["合同额50万，首付15万", ["deal", "part"]],
    ["单价4500，总价9万", ["unit", "deal"]],
    ["5万一台", ["unit"]],
    ["预算200一份", ["unit"]],
    ["880元一晚", ["unit"]],
    ["比别家便宜3万", ["difference"]],
    ["预算100万", ["budget"]],
    ["运费八千五", ["aside"]],
    ["每年3万", ["unit"]],
    ["竞争对手报28万", ["aside"]],
    ["还价到13w8（原来报15w）", ["deal", "aside"]],
    ["报价13万（含税）", ["deal"]],
    ["我们报了118万，装饰公司那边报了99万", ["deal", "aside"]],
    ["我们报了118万，客户还价报了99万", ["deal", "deal"]],
  ])("%s", (text, expected) => expect(roles(text)).toEqual(expected));
});

describe("fen", () => {
  const amount = (text: string) => {
    const normal = normalize(text);
    const [find] = findMoney(normal.text);
    return find && toAmount(find, normal);
  };

  it("gives a range both ends and its midpoint", () => {
    expect(amount("三十五六万")?.value).toEqual({
      amount: 35_500_000,
      amountMin: 35_000_000,
      amountMax: 36_000_000,
      approximate: true,
    });
  });

  it("marks slang for a sum in tens of thousands as ambiguous", () => {
    expect(amount("这单大概50个")).toMatchObject({ value: { amount: 50_000_000 }, ambiguous: true });
  });

  it("points at the words as they were written", () => {
    expect(amount("预算　３０万　左右")?.source.text).toBe("３０万");
  });

  it("refuses absurd sums", () => expect(amount("99999999999亿")).toBeNull());
});
