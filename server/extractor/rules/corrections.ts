import type { Correction } from "../../../models/shared/contracts/extraction";
import type { Facts } from "./facts";
import { toAmount } from "./money";
import { readStage } from "./cues";
import type { Place } from "./places";

/** The field said by name: /改 金额 5万, 时间改成周四. */
const FIELD_WORDS: readonly (readonly [Correction["field"], RegExp])[] = [
  ["amount", /金额|价格|报价|预算|钱|总价|合同额/],
  ["due", /时间|日期|提醒|下一步时间|到期|改到|改天|推迟|延期/],
  ["phone", /电话|手机|号码/],
  ["wechat", /微信/],
  ["company", /公司|单位/],
  ["name", /客户|名字|姓名|联系人|人名|称呼/],
  ["stage", /阶段|状态|进度/],
  ["content", /内容|备注|跟进内容|记录/],
];

/** A message that opens by taking back the last record rather than telling something new. */
const OPENS =
  /^\s*(?:不对|不是|错了|说错了?|写错了?|打错了?|记错了?|搞错了?|更正|纠正|改一下|改成|改为|改到|修改|应该是|是\s?(?=[\d¥一二两三四五六七八九十])|金额(?:是|改|应)|时间(?:是|改|应)|(?:客户|公司|名字|电话|阶段)(?:改|应该是|错))/;

export const opensCorrection = (text: string) => OPENS.test(text) && text.length <= 60;

type Reader = (facts: Facts) => Correction | null;

const spanOf = (facts: Facts, place: Place) => facts.normal.span(place.start, place.end);
const valueOf = (facts: Facts, place: Place) => {
  const source = spanOf(facts, place);
  return { value: source.text, source };
};

const readAmount: Reader = (facts) => {
  const find = facts.money.at(-1);
  const amount = find && toAmount(find, facts.normal);
  return find && amount ? { field: "amount", value: valueOf(facts, find), amount: amount.value } : null;
};

const readDue: Reader = (facts) => {
  const find = facts.times.at(-1);
  return find ? { field: "due", value: valueOf(facts, find), due: find.expression } : null;
};

const readPhone: Reader = (facts) => {
  const find = facts.phones.at(-1);
  return find ? { field: "phone", value: { value: find.value, source: spanOf(facts, find), computed: true } } : null;
};

const readWechat: Reader = (facts) => {
  const find = facts.wechats.at(-1);
  return find ? { field: "wechat", value: { value: find.value, source: spanOf(facts, find) } } : null;
};

const readName: Reader = (facts) => {
  const find = facts.people.at(-1);
  return find
    ? { field: "name", value: valueOf(facts, { start: find.start, end: find.start + find.name.length }) }
    : null;
};

const readCompany: Reader = (facts) => {
  const find = facts.companies.at(-1);
  return find ? { field: "company", value: valueOf(facts, find) } : null;
};

const readStageField: Reader = (facts) => {
  const stage = readStage(facts, { start: facts.from, end: facts.text.length });
  return stage
    ? { field: "stage", value: { value: stage.source.text, source: stage.source }, stage: stage.value }
    : null;
};

/** The words behind the field's name, as they stand. */
function readPlain(facts: Facts, field: Correction["field"]): Correction | null {
  const cue = /(?:内容|备注|记录|公司|单位|客户|名字|姓名|联系人|称呼)\s?(?:是|为|改成|改为|应该是|叫|:|：)?\s?/.exec(
    facts.text.slice(facts.from),
  );
  const start = cue ? facts.from + cue.index + cue[0].length : facts.from;
  const end = facts.text.trimEnd().length;
  return end > start ? { field, value: valueOf(facts, { start, end }) } : null;
}

const READERS: Readonly<Partial<Record<Correction["field"], Reader>>> = {
  amount: readAmount, due: readDue, phone: readPhone, wechat: readWechat, name: readName, company: readCompany, stage: readStageField,
}; // prettier-ignore

/** Which field of the last record is corrected, and to what. Null when the words do not say. */
export function readCorrection(facts: Facts): Correction | null {
  const words = facts.text.slice(facts.from);
  const named = FIELD_WORDS.find(([, cue]) => cue.test(words))?.[0];
  if (named) return READERS[named]?.(facts) ?? readPlain(facts, named);
  for (const field of ["phone", "amount", "due", "name", "company", "wechat", "stage"] as const) {
    const correction = READERS[field]?.(facts);
    if (correction) return correction;
  }
  return null;
}
