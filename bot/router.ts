import type { Command, Correction, Intent, Reading } from "../models/shared/contracts/extraction";
import { t } from "../models/shared/text/zhCN/chat";
import { writtenTalk } from "../models/shared/text/zhCN/writtenTalk";
import { correctsFigure } from "./draft/correctFigures";
import { concernsDeal } from "./draft/dealWords";
import type { Question } from "./actions";
import type { HandlerName } from "./plan";

/** Where a sentence goes. */
export type Route =
  | { to: "record" }
  | { to: "handler"; handler: HandlerName }
  | { to: "answer" }
  | { to: "dropQuestion" }
  | { to: "menu" }
  | { to: "confirmOpen"; yes: boolean }
  | { to: "confirmOrder"; yes: boolean };

/** What the route depends on besides the words. */
export interface Situation {
  question: Question | null;
  hasOpenDraft: boolean;
  /** Whether what was asked last is a yes to a change of rights. */
  isOrderAsked: boolean;
  /** Whether the words name a time. */
  hasTime: boolean;
  /** Whether the words, taken as a correction, say what to change. */
  isCorrection: boolean;
  /** Whether the words as they stand are what some customer or contact in reach is called. */
  isKnownName: boolean;
  /** Whether the words say that one is to be reminded, and not of what. */
  asksReminderAlone: boolean;
  /** Whether a reminder has just rung and the words say what becomes of it. */
  answersRing: boolean;
  /** Whether the words say which of those just asked about is meant. */
  isPointedOut: boolean;
}

const commandRoutes: Record<Command, Route> = {
  followUp: { to: "record" },
  visit: { to: "handler", handler: "visit" },
  newCustomer: { to: "record" },
  opportunity: { to: "record" },
  task: { to: "handler", handler: "reminder" },
  reminder: { to: "handler", handler: "reminder" },
  customer: { to: "handler", handler: "showCustomer" },
  search: { to: "handler", handler: "search" },
  todo: { to: "handler", handler: "todo" },
  undo: { to: "handler", handler: "undo" },
  correct: { to: "handler", handler: "correct" },
  help: { to: "handler", handler: "help" },
  link: { to: "handler", handler: "link" },
  menu: { to: "menu" },
  quote: { to: "handler", handler: "notYet" },
  contract: { to: "handler", handler: "notYet" },
  payment: { to: "handler", handler: "notYet" },
  protect: { to: "handler", handler: "protect" },
  publicPool: { to: "handler", handler: "pool" },
  bind: { to: "handler", handler: "bind" },
  grant: { to: "handler", handler: "order" },
  dailyReport: { to: "handler", handler: "report" },
  weeklyReport: { to: "handler", handler: "report" },
  monthlyReport: { to: "handler", handler: "report" },
  feedback: { to: "handler", handler: "feedback" },
  rules: { to: "handler", handler: "rules" },
  lead: { to: "handler", handler: "lead" },
  convertLead: { to: "handler", handler: "convertLead" },
};

const intentRoutes: Record<Intent, Route> = {
  create_follow_up: { to: "record" },
  create_customer: { to: "record" },
  update_opportunity: { to: "record" },
  create_task: { to: "handler", handler: "reminder" },
  query_customer: { to: "handler", handler: "ask" },
  list_tasks: { to: "handler", handler: "ask" },
  report: { to: "handler", handler: "ask" },
  other: { to: "handler", handler: "smallTalk" },
};

const plain = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[。.!！~～]+$/u, "");

export const isYes = (text: string) => t.yes.includes(plain(text));
export const isNo = (text: string) => t.no.includes(plain(text));

const namesSomebody = (reading: Reading) =>
  reading.matters.some((matter) => matter.customers.some((person) => person.name ?? person.company));

const LONGEST_NAME = 24;

const FILLERS = new RegExp(`[\\s\\p{P}\\p{S}${t.nameFillers}]`, "gu");

/** True when nothing is left of the text without the names in it; bare words count only when some customer is called so. */
function holdsOnlyNames(text: string, reading: Reading, { isKnownName }: Situation): boolean {
  if (!namesSomebody(reading)) return isKnownName;
  const people = reading.matters.flatMap((matter) => matter.customers);
  const names = people.flatMap((person) => [person.company?.value, person.name?.value, person.title?.value]);
  const rest = names.reduce<string>((left, name) => (name ? left.replace(name, "") : left), text).replace(FILLERS, "");
  return rest === "";
}

/** A name and nothing else: no day, no money, no talk. */
const isBareName = (text: string, reading: Reading, situation: Situation) =>
  text.trim().length <= LONGEST_NAME &&
  holdsOnlyNames(text, reading, situation) &&
  !reading.correction &&
  !situation.hasTime &&
  !reading.matters.some((matter) => matter.amount ?? matter.stage) &&
  reading.intent !== "list_tasks";

/** Any words would do for a name or for what was said: only those count that are no message of their own. */
function fitsField(
  text: string,
  reading: Reading,
  { field, ...situation }: Situation & { field: Correction["field"] | undefined },
): boolean {
  const saysNothingElse = reading.intent === "other" && reading.command === null;
  if (field === "name" || field === "company") {
    return isBareName(text, reading, situation) || (saysNothingElse && text.trim().length <= LONGEST_NAME);
  }
  return field !== "content" || saysNothingElse || (reading.intent === "create_follow_up" && !namesSomebody(reading));
}

function answers(text: string, reading: Reading, situation: Situation & { question: Question }): boolean {
  const { question } = situation;
  switch (question.kind) {
    case "when":
      return (situation.hasTime && !namesSomebody(reading)) || isBareName(text, reading, situation);
    case "time":
    case "place":
    case "until":
      return situation.hasTime && !namesSomebody(reading);
    case "visited":
      return ["create_follow_up", "other", "create_task", "update_opportunity"].includes(reading.intent);
    case "result":
    case "refusal":
    case "invalidLead":
      return (
        ["create_follow_up", "other", "create_task"].includes(reading.intent) &&
        !namesSomebody(reading) &&
        !reading.hostile
      );
    case "files":
      return ["create_follow_up", "create_customer", "update_opportunity", "create_task", "other"].includes(
        reading.intent,
      );
    case "listed":
      return situation.isPointedOut;
    case "who":
      return situation.isPointedOut || isBareName(text, reading, situation);
    case "editDraft":
    case "editSaved":
      return situation.isCorrection && fitsField(text, reading, { ...situation, field: question.field });
  }
}

/** `/商机` that says nothing new of a deal wants to see them; a stage called by a name of the company's own is heard later. */
const asksForDeals = (reading: Reading) =>
  reading.command === "opportunity" && !reading.matters.some(concernsDeal) && !holdsMore(reading);

/** Words beside the names. */
function holdsMore({ rest, matters }: Reading): boolean {
  const names = matters.flatMap((matter) => matter.customers.map((one) => one.company?.value ?? one.name?.value ?? ""));
  return names.reduce((left, name) => left.replace(name, ""), rest).replace(FILLERS, "") !== "";
}

/** A bare yes or no answers the card that waits for one. */
function routeConsent(text: string, { isOrderAsked, hasOpenDraft }: Situation): Route | null {
  if (!isYes(text) && !isNo(text)) return null;
  if (isOrderAsked) return { to: "confirmOrder", yes: isYes(text) };
  if (hasOpenDraft) return { to: "confirmOpen", yes: isYes(text) };
  return isNo(text) ? { to: "dropQuestion" } : null;
}

const corrects = (text: string, { correction, wrongField }: Reading) =>
  (correction ?? wrongField) !== undefined ||
  correctsFigure(text) ||
  t.correct.opens.test(text) ||
  t.correct.bare.test(text.trim());

/** Nothing is deleted by words: where that is done is said. */
const DELETES: Route = { to: "handler", handler: "notYet" };

const TOLD: ReadonlySet<Intent> = new Set(["create_follow_up", "other"]);

/** A name and not a word besides is nothing to write down: one wants to see whose it is. */
const looksUp = (text: string, reading: Reading, situation: Situation) =>
  TOLD.has(reading.intent) && namesSomebody(reading) && isBareName(text, reading, situation);

/** Fixed ways to speak of what came before: what becomes of it, one more of it, or it was wrong. */
function routeFixed(text: string, reading: Reading, { asksReminderAlone, answersRing }: Situation): Route | null {
  if (answersRing) return { to: "handler", handler: "rang" };
  if (asksReminderAlone) return { to: "handler", handler: "remindAgain" };
  if (writtenTalk.asked.test(text.trim())) return { to: "handler", handler: "written" };
  if (t.other.again.test(text.trim())) return { to: "handler", handler: "again" };
  if (t.other.deletes.test(text)) return DELETES;
  return corrects(text, reading) ? { to: "handler", handler: "correct" } : null;
}

/** Decides by words alone: explicit command, answer to the last question, correction, then what was read in it. */
export function routeMessage(text: string, reading: Reading, situation: Situation): Route {
  if (reading.hostile) return { to: "handler", handler: "smallTalk" };
  if (asksForDeals(reading)) return { to: "handler", handler: "deals" };
  if (reading.command) return commandRoutes[reading.command];
  const consent = routeConsent(text, situation);
  if (consent) return consent;
  const { question } = situation;
  if (question && answers(text, reading, { ...situation, question })) return { to: "answer" };
  const fixed = routeFixed(text, reading, situation);
  if (fixed) return fixed;
  return looksUp(text, reading, situation) ? { to: "handler", handler: "ask" } : intentRoutes[reading.intent];
}
