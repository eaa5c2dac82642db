import type { Command, Intent } from "../../../models/shared/contracts/extraction";
import * as cues from "../vocabulary/intents";
import { splitClauses } from "./clauses";
import type { Facts } from "./facts";
import { overlaps, withoutPlaces } from "./places";
import type { TimeFind } from "./times/resolveTimes";

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
  grant: "other",
  bind: "other",
  undo: "other",
  correct: "other",
  feedback: "other",
  help: "other",
  link: "other",
  menu: "other",
};

export const intentOfCommand = (command: Command): Intent => BY_COMMAND[command];

export const isHostile = (text: string) => cues.HOSTILE.test(text);

const isQuestion = (text: string) => cues.QUESTION.test(text);
const namesSomebody = ({ people, companies }: Facts) => people.length + companies.length > 0;

/** 查一下盛店长 */
const asksForNames = ({ text, people, companies }: Facts) =>
  cues.LOOK_UP_ONLY.test(withoutPlaces(text, { start: 0, end: text.length }, [...people, ...companies]).trim());

/** A wish to see or know something. */
function asks(facts: Facts): boolean {
  const { text } = facts;
  return isQuestion(text) || (cues.LOOK_UP.test(text) && cues.LOOK_UP_OBJECT.test(text)) || asksForNames(facts);
}

function reportsContact(facts: Facts): boolean {
  return cues.CONTACT.test(facts.text) || facts.times.some((time) => time.past);
}

/** 今年, 这个月 hold today: they tell when something is so, not when something is to be done. */
const isPlanTime = ({ today }: Facts, { past, expression }: TimeFind) =>
  !past && expression.to >= today && (expression.from >= today || expression.kind === "deadline");

const hasTimeAhead = (facts: Facts) => facts.times.some((time) => isPlanTime(facts, time));

/** Something is to be done: a reminder is asked for, or a time ahead stands beside a thing to do. */
function plans(facts: Facts): boolean {
  if (cues.REMIND_ME.test(facts.text)) return true;
  if (isQuestion(facts.text) || !cues.TASK_VERB.test(facts.text))
    return namesSomebody(facts) && !isQuestion(facts.text) && hasTimeAhead(facts);
  return hasTimeAhead(facts);
}

const hasContactData = ({ phones, emails, wechats }: Facts) => phones.length + emails.length + wechats.length > 0;

function isNewCustomer(facts: Facts): boolean {
  if (cues.NEW_CUSTOMER.test(facts.text) && (hasContactData(facts) || namesSomebody(facts))) return !isTask(facts);
  if (cues.NOTE_DOWN.test(facts.text) && namesSomebody(facts) && !reportsContact(facts)) return !isTask(facts);
  return hasContactData(facts) && namesSomebody(facts) && !reportsContact(facts) && !plans(facts);
}

/** Besides what is to be done the words tell something: 黄芪行情不好，先拿500斤. */
function tellsNews(facts: Facts): boolean {
  const ahead = facts.times.filter((time) => isPlanTime(facts, time));
  const known = [...facts.people, ...facts.companies, ...facts.phones, ...facts.emails, ...facts.wechats];
  return splitClauses(facts.text, facts.from).some((clause) => {
    if (ahead.some((time) => overlaps(time, clause))) return false;
    const words = withoutPlaces(facts.text, clause, known);
    return LEAST_NEWS.test(words) && !cues.GOES_ON_DOING.test(words.trim());
  });
}

const LEAST_NEWS = /[\u4e00-\u9fa5]{4}/;

/** Long reports mention changes as well; an order is short or begins with its verb. */
const isOrder = (text: string) => text.length <= 28 || /^(?:帮我|请|麻烦)?(?:把|将|改|更新|调整|标记)/.test(text);

const isTask = (facts: Facts) => cues.REMIND_ME.test(facts.text) && !hasContactData(facts);

const isPlainDeal = (facts: Facts) =>
  facts.money.length > 0 &&
  namesSomebody(facts) &&
  facts.text.length <= 30 &&
  /这单|那单|项目|单子|商机|预算|金额|报价|合同额/.test(facts.text);

const isSmallTalk = (text: string) => cues.SMALL_TALK.test(text.trim()) || cues.OFF_TOPIC.test(text);

/** The intents in the order in which they win; the first that holds is taken. */
const RULES: readonly (readonly [Intent, (facts: Facts) => boolean])[] = [
  ["other", ({ text }) => isHostile(text) || isSmallTalk(text)],
  ["create_follow_up", (facts) => facts.chatLog !== null && namesSomebody(facts)],
  ["create_task", (facts) => cues.EXPLICIT_REMINDER.test(facts.text)],
  [
    "report",
    (facts) =>
      cues.REPORT.test(facts.text) && !(namesSomebody(facts) && reportsContact(facts) && !isQuestion(facts.text)),
  ],
  ["list_tasks", (facts) => cues.LIST_TASKS.test(facts.text) && !namesSomebody(facts) && !isTask(facts)],
  [
    "update_opportunity",
    (facts) =>
      cues.CHANGE_DEAL.test(facts.text) &&
      isOrder(facts.text) &&
      namesSomebody(facts) &&
      !cues.NEW_CUSTOMER.test(facts.text) &&
      !isTask(facts) &&
      !isQuestion(facts.text),
  ],
  ["create_customer", isNewCustomer],
  ["query_customer", (facts) => asks(facts) && namesSomebody(facts) && !plansAnAnswer(facts)],
  ["create_task", (facts) => plans(facts) && !reportsContact(facts) && !tellsNews(facts)],
  ["create_task", isTask],
  ["create_task", (facts) => cues.OPENS_TASK.test(facts.text) && !reportsContact(facts) && !asks(facts)],
  ["update_opportunity", (facts) => isPlainDeal(facts) && !reportsContact(facts)],
  [
    "create_follow_up",
    (facts) =>
      reportsContact(facts) &&
      (namesSomebody(facts) || facts.money.length > 0 || /客户|对方|他|她|那边|这家/.test(facts.text)),
  ],
  ["create_follow_up", (facts) => namesSomebody(facts) && facts.text.length > 4],
  ["query_customer", (facts) => asks(facts) && /客户|商机|单子|项目/.test(facts.text)],
];

/** 问能不能便宜: a question the customer asked, told by the rep. */
const plansAnAnswer = (facts: Facts) =>
  /(?:^|[\s,，。他她总工姐哥理任])问(?!一下|问|下)|(?<!没)问(?:我们|咱们|起)|我(?:们)?报了|让我|等.{0,6}(?:回|反馈)/.test(
    facts.text,
  ) &&
  cues.CONTACT.test(facts.text) &&
  !/[?？]$/.test(facts.text.trim());

export function readIntent(facts: Facts): Intent {
  return RULES.find(([, holds]) => holds(facts))?.[0] ?? "other";
}
