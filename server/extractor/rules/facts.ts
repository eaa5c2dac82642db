import { type Day, dayOf } from "../../../models/shared/values/day";
import { type ChatLog, readChatLog } from "./text/chatLog";
import { WEAK_CUTS } from "../vocabulary/companies";
import { findBracketed } from "./names/bracketed";
import { isWellKnown } from "./names/brands";
import { type CompanyFind, findCompanies } from "./names/companies";
import { endsWeakly, leadsToEnding } from "./names/companyEndings";
import { findBeside, findKnown, findLeading, type KnownName } from "./names/named";
import { findOddHouses, likeFigures } from "./names/oddHouses";
import { findMoney, type MoneyFind } from "./money";
import { normalize, type NormalText } from "./text/normalize";
import { findPeople, type PersonFind } from "./names/people";
import { findEmails, findPhones, findSameNumber, findWechats, type TextFind } from "./phones";
import { withoutCourtesies } from "./intents/courtesies";
import { type Closed, closedBy, overlaps, type Place } from "./text/places";
import { findRivals } from "./names/rivals";
import { findInSlots } from "./names/slots";
import { withoutTopics } from "./names/topics";
import { findStruck } from "./matters/struck";
import { findTimes } from "./times/resolveTimes";
import type { TimeFind } from "./times/types";
import { isCoined, isOrdinary } from "./text/words";

/** Everything found in a message before it is bound together. All places are of the normalised text. */
export interface Facts {
  readonly normal: NormalText;
  readonly text: string;
  readonly now: Date;
  readonly isCommand: boolean;
  /** The day of the message in Shanghai. */
  readonly today: Day;
  /** Where the words after the command begin. */
  readonly from: number;
  readonly phones: readonly TextFind[];
  readonly emails: readonly TextFind[];
  readonly wechats: readonly TextFind[];
  readonly sameNumber: Place | null;
  readonly times: readonly TimeFind[];
  readonly money: readonly MoneyFind[];
  readonly people: readonly PersonFind[];
  readonly companies: readonly CompanyFind[];
  readonly rivals: readonly Place[];
  readonly chatLog: ChatLog | null;
  /** A pronoun stands for somebody who is being talked about. */
  readonly speaksOfThem: boolean;
}

export interface FactOptions {
  now: Date;
  /** A command opens the message; otherwise only a call of the bot may stand before `restStart`. */
  isCommand: boolean;
  /** A command names its customer first, so a first word without any mark of a name is one. */
  namesFirst: boolean;
  /** Offset in the original where the words after the command begin. */
  restStart: number;
  knownNames: readonly KnownName[];
  speaksOfThem: boolean;
}

/** First normalised position at or behind an offset of the original. */
function toNormalOffset(normal: NormalText, offset: number): number {
  let at = 0;
  while (at < normal.text.length && normal.span(at, at + 1).start < offset) at++;
  return at;
}

/** 问下戴姐年会礼品要不要开票: right behind somebody ordinary words are what it is about. */
const isThingOf = (text: string, { start, end }: CompanyFind, people: readonly PersonFind[]) =>
  people.some((person) => person.end === start && person.by !== "full") &&
  (isOrdinary(text.slice(start, end)) || FEAST_GOODS.test(text.slice(start, end)));
const FEAST_GOODS = /^(?:年会|年货|新年|春节|中秋|端午|生日)/;

/** Part of the company, or its short name: 不是华泰是华安保险，见的是华安的强总. */
const isOf = (text: string, person: PersonFind, company: CompanyFind) =>
  overlaps(person, company) || (person.by === "full" && text.slice(company.start, company.end).startsWith(person.name));

/** Behind the company a command names, 维保 and 中央空调 are what it is about; another company has a name of its own. */
const isSurelyOne = (text: string, { start, end, by }: CompanyFind) =>
  by === "ending" && (isCoined(text.slice(start, start + 2)) || !endsWeakly(text.slice(start, end)));

/** 敖姐(小鹿): what stands in brackets behind somebody is where they work. */
const isBracketed = (text: string, { start, end, by }: PersonFind, people: readonly PersonFind[]) =>
  by === "nickname" && text[start - 1] === "(" && text[end] === ")" && people.some((other) => other.end === start - 1);

const isSure = (text: string, person: PersonFind, people: readonly PersonFind[]) =>
  person.by !== "full" &&
  !isBracketed(text, person, people) &&
  (NO_HOUSE.test(person.name) || !leadsToEnding(text, person.end));
/** 王总轴承再来300套: no house is called so; 康师傅食品 is. */
const NO_HOUSE = /\p{Script=Han}(?:总|经理|主任|主管|总监|厂长|科长|处长|部长)$/u;

/** 小李，尾款月底打: whom the customer calls at the beginning of a turn is the sender. */
const isCalledUpon = (text: string, chatLog: ChatLog | null, { start, end }: Place) =>
  /^[,，!！]/.test(text.slice(end)) &&
  (chatLog?.theirs ?? []).some((turn) => turn.start <= start && text.slice(turn.start, start).trim() === "");

/** 华瑞的张总, 安泰 侯主任: what has somebody is a house, though it could be a full name. */
function peopleIn(text: string, closed: Closed): PersonFind[] {
  const people = findPeople(text, closed);
  const hasSomebody = ({ start, end }: PersonFind) =>
    (text[end] === "的" || (text[end] === " " && end - start === 2 && /^\s*$|\n$/.test(text.slice(0, start)))) &&
    people.some((one) => one.by === "title" && one.start === end + 1);
  return people.filter((person) => !(person.by === "full" && hasSomebody(person)));
}

const isAsked = ({ knownNames }: FactOptions) => knownNames.length > 0;

interface Named {
  taken: readonly Place[];
  ended: readonly CompanyFind[];
  known: readonly CompanyFind[];
}

/** 同福养老服务中心: a word that leads to a name elsewhere is part of the name a command begins with. */
function wholeFirst(text: string, from: number, ended: readonly CompanyFind[]): CompanyFind | undefined {
  const first = ended.find(({ start }) => start - from <= 1 && WEAK_CUTS.test(text.slice(from, start) || "和"));
  return first && Object.assign(first, { start: from });
}

/** Whom a command names right behind its word. */
function findFirst(text: string, from: number, { taken, ended, known }: Named): ReturnType<typeof findLeading> {
  const leading = findLeading(text, from, { taken, companies: [...ended, ...known] });
  const company = leading.company ?? wholeFirst(text, from, ended);
  return { ...leading, ...(company && { company }) };
}

/** The company a command names, and others that surely are. */
const behindFirst = (text: string, first: CompanyFind, ended: readonly CompanyFind[]): CompanyFind[] => [
  first,
  ...ended.filter((company) => company !== first && isSurelyOne(text, company)),
];

interface Others {
  people: readonly PersonFind[];
  taken: readonly Place[];
}

/** With the companies told only by what stands beside them. */
function withUnmarked(text: string, companies: readonly CompanyFind[], { people, taken }: Others): CompanyFind[] {
  const beside = [...companies, ...findBeside(text, { people, companies }, taken)];
  return [...beside, ...findInSlots(text, [...taken, ...people, ...beside])];
}

/** 申通那边涨价，佳美日化…: a vendor everybody knows is not whom the message is about where somebody else is named. */
function withoutVendors(text: string, companies: readonly CompanyFind[]): readonly CompanyFind[] {
  const others = companies.filter(({ by, start, end }) => by !== "beside" || !isWellKnown(text.slice(start, end)));
  return others.length > 0 ? others : companies;
}

/** Names the caller knows; one that goes on as another house is not meant. */
const knownIn = (text: string, options: FactOptions, closed: Closed) =>
  findKnown(text, options.knownNames, { closed, ended: isAsked(options) ? findCompanies(text, closed) : [] });

/** Who is no rival, whatever the words say: a full name alone may be a brand. */
const surelyOthers = (known: readonly Place[], people: readonly PersonFind[]): Place[] => [
  ...known,
  ...people.filter(({ by }) => by !== "full"),
];

/** Mails, WeChat ids and numbers, none inside another. */
function findReaches(text: string): Pick<Facts, "emails" | "wechats" | "phones"> {
  const emails = findEmails(text);
  const wechats = findWechats(text).filter((find) => !emails.some((other) => overlaps(find, other)));
  const phones = findPhones(text).filter((find) => ![...emails, ...wechats].some((other) => overlaps(find, other)));
  return { emails, wechats, phones };
}

/** Whom a command names first; elsewhere nobody is told by where they stand. */
const leadingIn = (text: string, options: FactOptions, { from, ...named }: Named & { from: number }) =>
  options.namesFirst ? findFirst(text, from, named) : {};

export function findFacts(message: string, options: FactOptions): Facts {
  const whole = normalize(message);
  const calledFrom = options.restStart === 0 ? 0 : toNormalOffset(whole, options.restStart);
  const { normal, from } = withoutCourtesies(whole, calledFrom, options.isCommand);
  const { text } = normal;
  const chatLog = readChatLog(text);
  const { emails, wechats, phones } = findReaches(text);
  const contacts: Place[] = [...emails, ...wechats, ...phones, ...(chatLog?.headers ?? []), { start: 0, end: from }];
  const houses = findOddHouses(text, { closed: closedBy(text.length, contacts), from });
  const named = [...contacts, ...houses, ...likeFigures(text, options.knownNames)];
  const times = findTimes(normal, options.now, closedBy(text.length, named));
  const money = findMoney(text, closedBy(text.length, [...named, ...times]));
  const taken: Place[] = [...emails, ...wechats, ...phones, ...houses, ...times, ...money, { start: 0, end: from }];
  const open = closedBy(text.length, taken);
  const known = knownIn(text, options, open);
  const titled = peopleIn(text, closedBy(text.length, [...taken, ...known.people, ...known.companies])).filter(
    (person) => !isCalledUpon(text, chatLog, person),
  );
  const sure = titled.filter((person) => isSure(text, person, titled));
  const closed = closedBy(text.length, [...taken, ...sure, ...known.people, ...known.companies]);
  const ended = findCompanies(text, closed).filter((company) => !isThingOf(text, company, titled));
  const bracketed = findBracketed(text, sure, closed);
  const people = [
    ...known.people,
    ...titled.filter((person) => ![...ended, ...bracketed].some((company) => isOf(text, person, company))),
  ];
  const surely = [...houses, ...known.companies];
  const leading = leadingIn(text, options, {
    from,
    taken: [...taken, ...people, ...ended, ...surely],
    ended,
    known: surely,
  });
  if (leading.person) people.push(leading.person);
  const companies = leading.company
    ? [...surely, ...bracketed, ...behindFirst(text, leading.company, ended)]
    : withUnmarked(text, [...surely, ...bracketed, ...ended], { people, taken });
  const order = (a: Place, b: Place) => a.start - b.start;
  const customers = withoutTopics(text, companies, people);
  const rivals = findRivals(text, surelyOthers([...known.people, ...surely], people), customers);
  const isRival = (place: Place) => rivals.some((rival) => overlaps(rival, place));
  const struck = findStruck(text, { times, money, people, companies: customers, phones });
  const kept = <T extends Place>(finds: readonly T[]) => finds.filter((find) => !struck.has(find)).sort(order);
  return {
    normal, text, now: options.now, isCommand: options.isCommand, today: dayOf(options.now), from, emails, wechats, sameNumber: findSameNumber(text), chatLog, speaksOfThem: options.speaksOfThem,
    phones: kept(phones), times: kept(times), money: kept(money), people: kept(people.filter((person) => !isRival(person))), companies: kept(withoutVendors(text, customers).filter((company) => !isRival(company))), rivals,
  }; // prettier-ignore
}
