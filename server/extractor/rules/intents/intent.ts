import type { Command, Intent } from "../../../../models/shared/contracts/extraction";
import * as cues from "../../vocabulary/intents";
import { clauseStart, splitClauses } from "../text/clauses";
import type { Facts } from "../facts";
import { isPutOff } from "../matters/notOurs";
import { overlaps, type Place, within, withoutPlaces } from "../text/places";
import type { TimeFind } from "../times/types";

const BY_COMMAND: Readonly<Record<Command, Intent>> = {
  followUp: "create_follow_up",
  visit: "create_follow_up",
  customer: "query_customer",
  search: "query_customer",
  todo: "list_tasks",
  reminder: "create_task",
  task: "create_task",
  opportunity: "update_opportunity",
  newCustomer: "create_customer",
  dailyReport: "report",
  weeklyReport: "report",
  monthlyReport: "report",
  quote: "other",
  contract: "other",
  payment: "other",
  publicPool: "other",
  protect: "other",
  grant: "other",
  bind: "other",
  undo: "other",
  correct: "other",
  feedback: "other",
  rules: "other",
  help: "other",
  link: "other",
  lead: "create_customer",
  convertLead: "other",
  menu: "other",
};

export const intentOfCommand = (command: Command): Intent => BY_COMMAND[command];

export const isHostile = (text: string) => cues.HOSTILE.test(text);

const isQuestion = (text: string) => cues.QUESTION.test(text) && !cues.LOOKS_FOR.test(text);
const namesSomebody = ({ people, companies, speaksOfThem }: Facts) =>
  speaksOfThem || people.length + companies.length > 0;

/** 查一下盛店长 */
const asksForNames = ({ text, people, companies }: Facts) =>
  cues.LOOK_UP_ONLY.test(withoutPlaces(text, { start: 0, end: text.length }, [...people, ...companies]).trim());

/** 另外问遮光布有没有现货: the customer asks, not the sender. */
function isAskedByThem({ text }: Facts, { start, end }: Place): boolean {
  const cue = text.slice(start, end).search(cues.QUESTION);
  return cue > 0 && cues.ASKED_BY_THEM.test(text.slice(start, start + cue + 1));
}

/** 总8750? 不对 875: the sender asks themselves. */
const isDoubt = ({ text }: Facts, { end }: Place) =>
  /^[?？]\s?(?:(?:哦|啊)?(?:不对|不是|错了|说错)|(?:[他她]们?|客户|对方)(?:问|说)的)/.test(text.slice(end));

/** 明亮有没有来看样机？来了，说…: the sender answers it at once. */
const isAnswered = ({ text }: Facts, { end }: Place) => cues.ANSWERED_AT_ONCE.test(text.slice(end));

/** 包场长：你们的人啥水平: who speaks stands in front, and speaks to us. */
const isSpokenByThem = ({ text, people, from }: Facts, clause: Place) =>
  people.some(({ start, end }) => start - from <= 1 && text[end] === ":") &&
  /你们|咱们家|您们/.test(text.slice(clause.start, clause.end));

/** A clause that asks, and asks the reader. */
const asksReader = (facts: Facts) =>
  splitClauses(facts.text, facts.from).some((clause) => {
    const words = facts.text.slice(clause.start, clause.end + 1);
    return (
      isQuestion(words) &&
      !isDoubt(facts, clause) &&
      !isAnswered(facts, clause) &&
      !isSpokenByThem(facts, clause) &&
      !cues.RHETORICAL.test(words) &&
      !isAskedByThem(facts, clause)
    );
  });

/** A wish to see or know something. */
function asks(facts: Facts): boolean {
  const { text } = facts;
  return asksReader(facts) || (cues.LOOK_UP.test(text) && cues.LOOK_UP_OBJECT.test(text)) || asksForNames(facts);
}

function reportsContact(facts: Facts): boolean {
  return facts.times.some((time) => time.past) || contacts(facts).some((place) => !isToDo(facts, place));
}

const ALL_CONTACTS = new RegExp(cues.CONTACT.source, `${cues.CONTACT.flags}g`);
const contacts = ({ text }: Facts): Place[] =>
  [...text.matchAll(ALL_CONTACTS)].map(({ index, 0: words }) => ({ start: index, end: index + words.length }));

/** 明日上午九点半至十一点，与观澜高尔夫签约: nothing but a time ahead and with whom. */
function isAheadOf(facts: Facts, at: number): boolean {
  const ahead = facts.times.filter((time) => time.end <= at && time.expression.from > facts.today);
  const between = withoutPlaces(facts.text, { start: facts.from, end: at }, [
    ...facts.times,
    ...facts.people,
    ...facts.companies,
  ]);
  return (
    ahead.length > 0 && /^[\s,，至到-]*(?:我们?)?(?:要|将|拟)?[去到在]?[跟和与同给]?$/.test(between.replace(/\s/g, ""))
  );
}

/** 月底去沈阳把账收了: a day ahead, and what is to be done with something by then. */
function isOrdered(facts: Facts, end: number): boolean {
  const { text, times, today } = facts;
  const clause = { start: clauseStart(text, end - 1), end };
  const ahead = times.find((time) => within(time, clause) && !time.past && time.expression.from > today);
  return ahead !== undefined && /把[^,，。;；说让叫]{2,16}了$/.test(text.slice(ahead.end, end));
}

/** 周五之前要回复他: behind a time ahead and a word of duty nothing has happened yet. */
function isToDo(facts: Facts, { start, end }: Place): boolean {
  const words = facts.text.slice(start, end);
  if (/^[去到]?(?:之前|以前)/.test(facts.text.slice(end))) return true;
  if (words === "签约" && isAheadOf(facts, start)) return true;
  const isAppointed = cues.APPOINTMENT.test(words);
  if (isOrdered(facts, end)) return true;
  if (/[了过刚✅❌]/.test(words) && !isAppointed) return false;
  const from = clauseStart(facts.text, start);
  const ahead = facts.times.find((time) => time.start >= from && time.end <= start && isPlanTime(facts, time));
  if (!ahead) return false;
  const between = facts.text.slice(ahead.end, start);
  return isAppointed
    ? /^我?$/.test(between.trim())
    : /^(?:之?前|以前)?(?:要|得|必须|记得|需要|务必|准备|打算)/.test(between);
}

/** 今年, 这个月 hold today: they tell when something is so, not when something is to be done. */
const isPlanTime = ({ today, text }: Facts, { past, expression, end }: TimeFind) =>
  !past &&
  expression.to >= today &&
  (expression.from >= today ||
    expression.kind === "deadline" ||
    /^(?:内|里)?(?:我|得|要(?!了)|必须|务必)/.test(text.slice(end)));

const hasTimeAhead = (facts: Facts) =>
  facts.times.some((time) => isPlanTime(facts, time) && !isPutOff(facts.text, time));

/** Something is to be done: a reminder is asked for, or a time ahead stands beside a thing to do. */
function plans(facts: Facts): boolean {
  if (cues.REMIND_ME.test(facts.text)) return !writesDown(facts);
  if (isQuestion(facts.text) || !cues.TASK_VERB.test(facts.text))
    return namesSomebody(facts) && !isQuestion(facts.text) && hasTimeAhead(facts);
  return hasTimeAhead(facts);
}

const hasContactData = ({ phones, emails, wechats }: Facts) => phones.length + emails.length + wechats.length > 0;

/** 记一下常州永信的季工要换滤芯…: more than who somebody is. */
const MUCH = 8;
const tellsMuch = (facts: Facts) =>
  withoutPlaces(facts.text, { start: facts.from, end: facts.text.length }, [...facts.people, ...facts.companies])
    .replace(cues.NOTE_DOWN, "")
    .replace(/\P{Script=Han}/gu, "").length >= MUCH ||
  // 刘姐生日10月12号记一下: the day is what is to be kept.
  facts.times.length > 0;

/** Somebody new is spoken of, and not how a talk with them went. */
const presentsSomebody = (facts: Facts) =>
  (cues.MADE_KNOWN.test(facts.text) && facts.phones.length + facts.wechats.length > 0) ||
  (cues.NEW_CUSTOMER.test(facts.text) && presentsByName(facts));

const presentsByName = (facts: Facts) =>
  hasContactData(facts) || (namesSomebody(facts) && !cues.TALKED.test(facts.text));

function isNewCustomer(facts: Facts): boolean {
  if (presentsSomebody(facts)) return !isTask(facts);
  if (!namesSomebody(facts) || reportsContact(facts)) return false;
  if (cues.NOTE_DOWN.test(facts.text)) return !isTask(facts) && (hasContactData(facts) || !tellsMuch(facts));
  return hasContactData(facts) && !plans(facts);
}

/** Besides what is to be done the words tell something: 黄芪行情不好，先拿500斤. */
function tellsNews(facts: Facts): boolean {
  const ahead = facts.times.filter((time) => isPlanTime(facts, time));
  const known = [...facts.people, ...facts.companies, ...facts.phones, ...facts.emails, ...facts.wechats];
  return splitClauses(facts.text, facts.from).some((clause) => {
    if (ahead.some((time) => overlaps(time, clause)) || isTakenBack(facts, clause)) return false;
    const words = withoutPlaces(facts.text, clause, known);
    return LEAST_NEWS.test(words) && !cues.GOES_ON_DOING.test(words.trim()) && !cues.TOPIC_ONLY.test(words.trim());
  });
}

/** 周二和江校长演示，不对，是周四 */
const isTakenBack = ({ text }: Facts, { end }: Place) =>
  /^[\s,，。]*(?:哦|啊)?(?:不对|说错|错了|记错|更正)/.test(text.slice(end, end + 8));

const LEAST_NEWS = /[\u4e00-\u9fa5]{4}/;

/** Long reports mention changes as well; an order is short or begins with its verb. */
const isOrder = (text: string) => text.length <= 34 || /^(?:帮我|请|麻烦)?(?:把|将|改|更新|调整|标记)/.test(text);

/** 帮我记一下今天跟褚老板谈下来了: a report, whatever it opens with. */
const writesDown = ({ text }: Facts) =>
  cues.WRITE_DOWN.test(text) && cues.CONTACT.test(text.replace(cues.WRITE_DOWN, ""));

const isTask = (facts: Facts) => cues.REMIND_ME.test(facts.text) && !hasContactData(facts) && !writesDown(facts);

const isPlainDeal = (facts: Facts) =>
  facts.money.length > 0 &&
  namesSomebody(facts) &&
  facts.text.length <= 30 &&
  /这单|那单|项目|单子|商机|预算|金额|报价|合同额/.test(facts.text);

/** 红烧肉涨到18块: a deal is worth more. */
const LEAST_DEAL = 500;
/** Nobody is named: the words must speak of business, not of what one has spent oneself. */
const DEAL_TALK =
  /签|单|合同|报价?|[回货尾余]款|到账|[定订]金|成交|中标|发票|开票|预算|采购|价|谈|砍|批|付|打款|汇|项目|货|标|首付/;
const speaksOfSomebody = ({ text, money }: Facts) =>
  (money.some(({ high }) => high >= LEAST_DEAL) && DEAL_TALK.test(text)) || SOMEBODY.test(text);

/** 那个做阀门的老板加我微信: somebody from outside, whatever they are called. */
const SOMEBODY =
  /客户|对方|他|她|那边|这家|人家|(?:那个|有个|一个|个)[^,，。我们]{1,10}(?<!我们?)(?:老板|采购|店主|业主|师傅)|加我微信/;

const namesPerson = ({ people }: Facts) => people.some(({ by }) => by !== "full");
const isSmallTalk = (facts: Facts) =>
  cues.SMALL_TALK.test(facts.text.trim()) ||
  cues.OFF_TOPIC.test(facts.text) ||
  (cues.IDLE_TOPIC.test(facts.text) && !namesPerson(facts));

/** 待办：下周有哪些？ asks. */
const isLabelledTask = ({ text, from }: Facts) => cues.TASK_LABEL.test(text.slice(from)) && !isQuestion(text);

/** The intents in the order in which they win; the first that holds is taken. */
const RULES: readonly (readonly [Intent, (facts: Facts) => boolean])[] = [
  ["other", (facts) => isHostile(facts.text) || isSmallTalk(facts)],
  ["create_follow_up", (facts) => (facts.chatLog !== null || cues.FORWARDED.test(facts.text)) && namesSomebody(facts)],
  ["create_task", (facts) => cues.EXPLICIT_REMINDER.test(facts.text) || isLabelledTask(facts)],
  [
    "report",
    (facts) =>
      cues.REPORT.test(facts.text) && !(namesSomebody(facts) && reportsContact(facts) && !isQuestion(facts.text)),
  ],
  ["list_tasks", (facts) => cues.LIST_TASKS.test(facts.text) && !namesSomebody(facts) && !isTask(facts)],
  ["query_customer", (facts) => cues.FORGOTTEN_NAME.test(facts.text)],
  [
    "update_opportunity",
    (facts) =>
      cues.CHANGE_DEAL.test(facts.text) &&
      isOrder(facts.text) &&
      namesSomebody(facts) &&
      !cues.NEW_CUSTOMER.test(facts.text) &&
      !cues.TOLD_BY_THEM.test(facts.text) &&
      !isTask(facts) &&
      !isQuestion(facts.text),
  ],
  ["create_customer", isNewCustomer],
  ["create_task", (facts) => asksLater(facts) && !reportsContact(facts)],
  ["query_customer", (facts) => asks(facts) && namesSomebody(facts) && !plansAnAnswer(facts)],
  ["create_task", (facts) => plans(facts) && !reportsContact(facts) && !tellsNews(facts)],
  ["create_task", isTask],
  ["create_task", (facts) => cues.OPENS_TASK.test(facts.text) && !reportsContact(facts) && !asks(facts)],
  ["update_opportunity", (facts) => isPlainDeal(facts) && !reportsContact(facts)],
  [
    "create_follow_up",
    (facts) =>
      reportsContact(facts) &&
      (namesSomebody(facts) || (speaksOfSomebody(facts) && !cues.OWN_AFFAIRS.test(facts.text))),
  ],
  ["create_follow_up", (facts) => namesSomebody(facts) && facts.text.length > 4],
  [
    "query_customer",
    (facts) => asks(facts) && /客户|商机|单子|项目/.test(facts.text) && !/怎么|如何|怎样/.test(facts.text),
  ],
];

/** 大后天问一下庞总试用得怎么样: whom one is going to ask, and when. */
const asksLater = (facts: Facts) =>
  facts.times.some(
    (time) =>
      isPlanTime(facts, time) &&
      /^\s?(?:[我再去要得先]|记得)*问(?:一?下|一?问)?(?!我)/.test(facts.text.slice(time.end)) &&
      [...facts.people, ...facts.companies].some(({ start }) => start >= time.end && start <= time.end + 6),
  );

/** 问能不能便宜: a question the customer asked, told by the rep. */
const plansAnAnswer = (facts: Facts) =>
  /(?:^|[\s,，。他她总工姐哥理任])问(?!一下|问|下)|(?<!没)问(?:我们|咱们|起)|我(?:们)?(?:报|回|说|答)[了的过]|[他她](?:回|答)(?:复|了|说|我)?\s?:|让我|(?:回头|晚点|改天|稍后|到时候?|等下|一会儿?)把|等.{0,6}(?:回|反馈)/.test(
    facts.text,
  ) &&
  cues.CONTACT.test(facts.text) &&
  !/[?？]$/.test(facts.text.trim());

export function readIntent(facts: Facts): Intent {
  return RULES.find(([, holds]) => holds(facts))?.[0] ?? "other";
}
