import { either, pattern } from "../../../../models/shared/values/pattern";
import type { Correction } from "../../../../models/shared/contracts/extraction";
import { CORRECTED_METHODS, TELLS_MORE, WHEN_IT_WAS } from "../../vocabulary/corrections";
import type { Facts } from "../facts";
import { toAmount } from "../money";
import type { TextFind } from "../phones";
import { readStage } from "../matters/cues";
import type { Place } from "../text/places";
import { affirmed, callsFieldWrong } from "./wrongFields";

/** The field said by name: /改 金额 5万, 时间改成周四. */
const FIELD_WORDS: readonly (readonly [Correction["field"], RegExp])[] = [
  ["amount", /金额|价格|报价|预算|钱|总价|合同额/],
  ["due", /时间|日期|提醒|下一步时间|到期|改到|改天|推迟|延期/],
  ["phone", /电话|手机|号码/],
  ["wechat", /微信/],
  ["company", /公司|单位/],
  ["name", /(?:客户|名字|姓名|联系人|人名|称呼)(?=\s|是|为|改|应|叫|错|不对|:|：|$)/],
  ["stage", /阶段|状态|进度/],
  ["method", /方式/],
  ["content", /内容|备注|跟进内容|记录/],
];

/** A message that opens by taking back the last record rather than telling something new. */
const OPENS = pattern()`^\s*(?:(?:那|哎)?(?:还是|要不然?|干脆)[,，]?(?=改))?(?:${either(
  /不对|不是|错了|说错了?|写错了?|打错了?|记错了?|搞错了?|更正|纠正|改一下|改成|改为|改到|修改|应该是/,
  /是\s?(?=[\d¥一二两三四五六七八九十])|金额(?:是|改|应)|时间(?:是|改|应)/,
  /(?:客户|公司|名字|联系人|电话|手机号?|微信|方式|内容|备注|阶段)(?:改|应该是|错)/,
)})`;

/** 是昨天的事, 是上门的: short, and about nothing but when or how it was. */
const TELLS_HOW =
  /^\s*是?(?:大?前天|昨[天晚]|今[天早]|上午|上个?(?:周|星期|礼拜)).{0,6}的事?(?:了|啊|哈)?[。.!！]?$|^\s*是(?:上门|拜访|当面|见面|打?电话|微信|视频|开会|邮件).{0,4}的[。.!！]?$/;

export const opensCorrection = (text: string) =>
  TELLS_HOW.test(text) || callsFieldWrong(text) || (OPENS.test(text) && text.length <= 60);

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

/** A day gone by is when it was; any other is when it is due. */
const readDue: Reader = (facts) => {
  const find = facts.times.at(-1);
  if (!find) return null;
  const value = valueOf(facts, find);
  const { from, to } = find.expression;
  const isTold = from <= facts.today && WHEN_IT_WAS.test(facts.text.slice(facts.from));
  if (to < facts.today || isTold) return { field: "happened", value, happened: find.expression };
  return { field: "due", value, due: find.expression, ...(find.dayless ? { keepsDay: true } : {}) };
};

/** The last way of contact that was not struck out. A number or an id beside it means that number, not the way. */
const readMethod: Reader = (facts) => {
  const words = facts.text.slice(facts.from);
  if (facts.phones.length + facts.wechats.length > 0 || TELLS_MORE.test(words)) return null;
  const [last] = CORRECTED_METHODS.flatMap(([method, cue]) =>
    [...words.matchAll(cue)].map((match) => ({ method, start: match.index, text: match[0] })),
  ).toSorted((a, b) => b.start - a.start);
  if (!last) return null;
  const start = facts.from + last.start;
  return { field: "method", value: valueOf(facts, { start, end: start + last.text.length }), method: last.method };
};

const readPhone: Reader = (facts) => {
  const find = facts.phones.at(-1);
  return find ? { field: "phone", value: { value: find.value, source: spanOf(facts, find), computed: true } } : null;
};

/** An id behind 微信改成, which no other sentence takes for one. */
function bareId(facts: Facts): TextFind | null {
  const match = /微信号?(?:改成|改为|应该是|是|\s)\s?(?<id>[a-z][-_a-z\d]{5,19})/i.exec(facts.text.slice(facts.from));
  if (!match?.groups?.id) return null;
  const end = facts.from + match.index + match[0].length;
  return { value: match.groups.id, start: end - match.groups.id.length, end };
}

const readWechat: Reader = (facts) => {
  const find = facts.wechats.at(-1) ?? bareId(facts);
  return find ? { field: "wechat", value: { value: find.value, source: spanOf(facts, find) } } : null;
};

/** 客户改成华瑞: what could be a full name is a company's as well. */
const SAYS_CUSTOMER = /客户名?(?:改成|改为|应该是|是|为|叫|[:：\s])*$/u;

const readPerson: Reader = (facts) => {
  const find = facts.people.at(-1);
  if (!find) return null;
  const isEither = find.by === "full" && SAYS_CUSTOMER.test(facts.text.slice(facts.from, find.start));
  const value = valueOf(facts, { start: find.start, end: find.start + find.name.length });
  return { field: "name", value: isEither ? { ...value, ambiguous: true } : value };
};

const readCompany: Reader = (facts) => {
  const find = facts.companies.at(-1);
  return find ? { field: "company", value: valueOf(facts, find) } : null;
};

/** 客户 may be a person or a company. */
const readName: Reader = (facts) => readPerson(facts) ?? readCompany(facts);

const readStageField: Reader = (facts) => {
  const stage = readStage(facts, { start: facts.from, end: facts.text.length });
  return stage
    ? { field: "stage", value: { value: stage.source.text, source: stage.source }, stage: stage.value }
    : null;
};

/** 华瑞的, 华瑞那家: no part of the name. */
const BEHIND_NAME = /(?:的|[那这][个家边位])*[啊吧呢]?[\s。.!！]*$/u;

/** The words behind the field's name, as they stand; a name may be a person's or a company's. */
function readPlain(facts: Facts, field: Correction["field"]): Correction | null {
  const cue = /(?:内容|备注|记录|公司|单位|客户|名字|姓名|联系人|称呼)\s?(?:是|为|改成|改为|应该是|叫|:|：)?\s?/.exec(
    facts.text.slice(facts.from),
  );
  const start = cue ? facts.from + cue.index + cue[0].length : facts.from;
  const end = start + facts.text.slice(start).replace(field === "content" ? /\s+$/u : BEHIND_NAME, "").length;
  if (end <= start) return null;
  const value = valueOf(facts, { start, end });
  return { field, value: field === "name" ? { ...value, ambiguous: true } : value };
}

const READERS: Readonly<Partial<Record<Correction["field"], Reader>>> = {
  amount: readAmount, due: readDue, method: readMethod, phone: readPhone, wechat: readWechat, name: readName, company: readCompany, stage: readStageField,
}; // prettier-ignore

/** Any words will do for these. */
const PLAIN: readonly Correction["field"][] = ["name", "company", "content"];

/** The field whose name is said first: 内容改成电话没人接 is about the content. */
function namedField(words: string): Correction["field"] | undefined {
  const [first] = FIELD_WORDS.map(([field, cue]) => ({ field, at: words.search(cue) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at);
  return first?.field;
}

function readNamed(facts: Facts, field: Correction["field"]): Correction | null {
  return READERS[field]?.(facts) ?? (PLAIN.includes(field) ? readPlain(facts, field) : null);
}

/** Which field of the last record is corrected, and to what. Null when the words do not say; asked where `readWrongField` finds none. */
export const readCorrection = (facts: Facts): Correction | null => readAffirmed(affirmed(facts));

function readAffirmed(facts: Facts): Correction | null {
  const words = facts.text.slice(facts.from);
  const named = namedField(words);
  const asNamed = named && readNamed(facts, named);
  if (asNamed) return asNamed;
  // 电话 13… with too few digits is no way of contact: what was meant is asked.
  if (named && NAMES_A_NUMBER.test(words)) return null;
  for (const field of ["method", "phone", "amount", "due", "name", "company", "wechat"] as const) {
    const correction = READERS[field]?.(facts);
    if (correction) return correction;
  }
  return readStageCalled(facts) ?? readRetold(facts);
}

const NAMES_A_NUMBER = /^\s*(?:不对[,，\s]*)?(?:电话|手机号?|号码|微信号?)(?:改成|改为|应该是|换成|是|[:：]|\s|$)/;

/** A stage by its name; what only sounds like one, as 客户嫌贵, tells how it went. */
const STAGE_NAMES = /初步接触|需求确认|方案|报价|谈判|赢单|输单|丢单|签了|丢了|成交|搁置|黄了/;
const readStageCalled: Reader = (facts) => {
  const stage = readStageField(facts);
  return stage && STAGE_NAMES.test(stage.value.value) && facts.text.length - facts.from <= 14 ? stage : null;
};

/** 不对，客户嫌贵: the words behind the refusal are how it was. */
const TAKES_BACK = /^\s*(?:不对|错了|说错了?|写错了?|记错了?|搞错了?|更正|纠正)[\s,，。:：]+/;
const readRetold: Reader = (facts) => {
  const opening = TAKES_BACK.exec(facts.text.slice(facts.from))?.[0].length ?? 0;
  const start = facts.from + opening;
  const end = facts.text.trimEnd().length;
  const isTold = opening > 0 && /\p{Script=Han}{3}/u.test(facts.text.slice(start, end));
  return isTold ? { field: "content", value: valueOf(facts, { start, end }) } : null;
};
