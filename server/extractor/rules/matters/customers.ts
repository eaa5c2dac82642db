import type { Person } from "../../../../models/shared/contracts/extraction";
import type { CompanyFind } from "../names/companies";
import type { Facts } from "../facts";
import type { PersonFind } from "../names/people";
import { overlaps, type Place, within } from "../text/places";
import { DEPARTMENT, POST_BEFORE, POST_WORDS } from "../names/posts";

interface Draft {
  person: Person;
  place: Place;
  hasName: boolean;
  isFull?: boolean;
}

const STANDALONE_POST = new RegExp(
  `(?<=^|[\\s|])[\\u4e00-\\u9fa5]{2}(?:专员|主管|总监|负责人|工程师|助理)(?=$|[\\s|])|(?<=^|[\\s,，、:：(（的是任|部科处室所院局])(?:${DEPARTMENT}(?:部|科|处|中心)?)?(?:${POST_WORDS.join("|")})(?=$|[\\s,，。;；、)）:：|])`,
  "gi",
);
const POST_AFTER = new RegExp(
  `^\\s?(?:[(（]|是|,|，|担任|,?是他们的?|是他们公司的?)\\s?(?<post>(?:${DEPARTMENT}(?:部|科|处|中心)?的?)?(?:${POST_WORDS.join("|")}))`,
  "i",
);

/** 采购李部长: where one works gives way to the post behind the name. */
const DEPARTMENT_ONLY = /^(?:采购|财务|商务|前台|会计)$/;

/** 联系人宓小姐: what a form calls whoever it names is no post. */
const NO_POST = /^(?:联系人|对接人|经办人|收件人|收货人|介绍人)$/;

/** 对接人花园长: what the person is to us gives way to the post. */
const ROLE_LABEL = /(?:对接人|联系人|负责人|经办人|代表)[\s:：的是叫]{0,2}$/;

function emptyPerson(): Person {
  return { phones: [] };
}

/** One draft per person; the same name twice is the same person. */
function fromPeople(facts: Facts, people: readonly PersonFind[]): Draft[] {
  const drafts: Draft[] = [];
  for (const find of people) {
    const known = sameAs(facts, drafts, find);
    const person = known?.person ?? emptyPerson();
    if (known && find.by === "full") {
      person.name = { value: find.name, source: facts.normal.span(find.start, find.end) };
      known.place = { start: known.place.start, end: find.end };
    }
    if (!known) {
      person.name = { value: find.name, source: facts.normal.span(find.start, find.start + find.name.length) };
      drafts.push({
        person,
        place: { start: find.start, end: find.end },
        hasName: true,
        isFull: find.by === "full",
      });
    }
    person.title ??= titleOf(facts, find);
    if (person.title === undefined) delete person.title;
  }
  return drafts;
}

const sameAs = (facts: Facts, drafts: readonly Draft[], find: PersonFind): Draft | undefined =>
  drafts.find((draft) => draft.person.name?.value === find.name) ??
  introduced(facts, drafts.at(-1), find) ??
  addressed(facts, drafts, find);

/** 翟总的名片：翟文斌: between an address and a full name these say that both are one. */
const INTRODUCES = /^的?(?:名片|全名|大名|名字|真名)(?:是|叫)?\s?[:：,，]?\s?$/;

function introduced({ text }: Facts, last: Draft | undefined, find: PersonFind): Draft | undefined {
  const sameSurname = last?.person.name?.value.charAt(0) === find.name.charAt(0);
  return sameSurname && find.by === "full" && INTRODUCES.test(text.slice(last.place.end, find.start))
    ? last
    : undefined;
}

/** 柯建平，柯总说…: whose full name was said is addressed later, unless both are named together. */
function addressed({ text }: Facts, drafts: readonly Draft[], find: PersonFind): Draft | undefined {
  if (find.by !== "title" || !ADDRESS.test(find.name)) return undefined;
  return drafts.find(
    ({ isFull, person, place }) =>
      isFull &&
      person.name?.value.charAt(0) === find.name.charAt(0) &&
      !NAMED_WITH.test(text.slice(place.end, find.start)),
  );
}
const ADDRESS = /^\p{Script=Han}(?:总|工|姐|哥|董|老师|先生|女士|小姐|老板|经理|主任)$/u;
const NAMED_WITH = /^\s?(?:和|跟|与|、|及|还有)?\s?$/;

function titleOf(facts: Facts, find: PersonFind): Person["title"] {
  return titleBehind(facts, find) ?? titleBefore(facts, find) ?? ownTitle(facts, find);
}

const ownTitle = ({ normal }: Facts, { title }: PersonFind): Person["title"] =>
  title && { value: title.value, source: normal.span(title.start, title.end) };

/** 李雷（采购经理） */
function titleBehind({ text, normal }: Facts, find: PersonFind): Person["title"] {
  const match = POST_AFTER.exec(text.slice(find.end, find.end + 16));
  const post = match?.groups?.post;
  if (!match || !post) return undefined;
  const start = find.end + match[0].length - post.length;
  return { value: post, source: normal.span(start, start + post.length) };
}

/** 采购经理李雷 */
function titleBefore({ text, normal }: Facts, find: PersonFind): Person["title"] {
  const words = POST_BEFORE.exec(text.slice(Math.max(0, find.start - 14), find.start))?.[0] ?? "";
  const post = words.replace(/[\s:：的是叫]+$/, "");
  if (post === "" || NO_POST.test(post) || (find.title && (ROLE_LABEL.test(words) || DEPARTMENT_ONLY.test(post))))
    return undefined;
  const start = find.start - words.length;
  return { value: post, source: normal.span(start, start + post.length) };
}

/** A post between blanks or commas belongs to the nearest person without one: Jason Liu 铭扬电子 采购总监. */
function addLoosePosts(facts: Facts, frame: Place, drafts: readonly Draft[]): void {
  const words = facts.text.slice(frame.start, frame.end);
  for (const match of words.matchAll(STANDALONE_POST)) {
    const start = frame.start + match.index;
    const place = { start, end: start + match[0].length };
    if (NO_POST.test(match[0]) || facts.people.some((person) => overlaps(person, place))) continue;
    const free = drafts.filter((draft) => draft.hasName && !draft.person.title && distance(draft.place, place) <= 24);
    const nearest = free.sort((a, b) => distance(a.place, place) - distance(b.place, place))[0];
    if (nearest) nearest.person.title = { value: match[0], source: facts.normal.span(place.start, place.end) };
  }
}

const distance = (a: Place, b: Place) => (a.end <= b.start ? b.start - a.end : a.start >= b.end ? a.start - b.end : 0);

const groundedCompany = (facts: Facts, find: CompanyFind) => {
  const source = facts.normal.span(find.start, find.end);
  return { value: source.text, source };
};

/** 城建三公司的项目经理尹国栋: between the two stands nothing, or the post. */
const isWhereTheyWork = (between: string) =>
  !between.startsWith(")") &&
  (between.length <= 3 ||
    (/^的?\S+$/.exec(between)?.[0] === between && POST_BEFORE.exec(between.replace(/^的/, ""))?.index === 0));

/** The company right before a person, else the one in brackets behind, else the nearest one before, else the only one. */
function companyFor(place: Place, companies: readonly CompanyFind[], { text, people }: Named): CompanyFind | undefined {
  const before = companies.filter((company) => company.end <= place.start);
  const near = before.at(-1);
  // 万总(鹏达)和钱总(汇通): what is closed by a bracket is of the one in front of it.
  if (near && isWhereTheyWork(text.slice(near.end, place.start))) return near;
  const behind = companies.find(
    (company) => company.start >= place.end && /^\s?[(（,，]?\s?$/.test(text.slice(place.end, company.start)),
  );
  return behind ?? near ?? onlyOne(place, companies, { text, people });
}

/** The only company named, unless it is somebody else's of a later sentence: 老刘的合同盖章了。昌盛钢琴城穆店长投诉. */
function onlyOne(place: Place, companies: readonly CompanyFind[], { text, people }: Named): CompanyFind | undefined {
  const [only] = companies;
  if (!only || companies.some(({ start, end }) => text.slice(start, end) !== text.slice(only.start, only.end)))
    return undefined;
  const isLater = /[。;；!！?？\n]/.test(text.slice(place.end, only.start));
  const theirs = people.find(({ start }) => start >= only.end && start - only.end <= 3);
  const isTheirs = theirs !== undefined && theirs.name !== text.slice(place.start, place.start + theirs.name.length);
  return isLater && isTheirs ? undefined : only;
}

type Named = Pick<Facts, "text" | "people">;

/** Binds phones, mail and WeChat ids to the person named last before them, else to the first. */
function addContacts(facts: Facts, frame: Place, drafts: Draft[]): void {
  const owner = (place: Place): Draft => {
    const before = drafts.filter((draft) => draft.place.end <= place.start).at(-1);
    const draft = before ?? drafts[0];
    if (draft) return draft;
    const created = { person: emptyPerson(), place, hasName: false };
    drafts.push(created);
    return created;
  };
  for (const find of facts.phones.filter((phone) => within(phone, frame))) {
    const { person } = owner(find);
    if (!person.phones.some((phone) => phone.value === find.value)) {
      person.phones.push({ value: find.value, source: facts.normal.span(find.start, find.end), computed: true });
    }
  }
  for (const find of facts.wechats.filter((id) => within(id, frame))) {
    owner(find).person.wechat ??= { value: find.value, source: facts.normal.span(find.start, find.end) };
  }
  for (const find of facts.emails.filter((mail) => within(mail, frame))) {
    owner(find).person.email ??= { value: find.value, source: facts.normal.span(find.start, find.end) };
  }
  addSameNumber(facts, frame, owner);
}

function addSameNumber(facts: Facts, frame: Place, owner: (place: Place) => Draft): void {
  const place = facts.sameNumber;
  if (!place || !within(place, frame)) return;
  const { person } = owner(place);
  const phone = person.phones[0];
  if (phone && !person.wechat) person.wechat = { value: phone.value, source: phone.source, computed: true };
}

/** Everybody outside that this stretch of the message is about, with their data. */
export function readCustomers(facts: Facts, frame: Place): Person[] {
  const companies = facts.companies.filter((company) => within(company, frame));
  const drafts = fromPeople(
    facts,
    facts.people.filter((person) => within(person, frame)),
  );
  const used = new Set<string>();
  for (const draft of drafts) {
    const company = companyFor(draft.place, companies, facts);
    if (!company) continue;
    draft.person.company = groundedCompany(facts, company);
    used.add(draft.person.company.value);
  }
  for (const company of companies) {
    const value = facts.normal.span(company.start, company.end).text;
    if (used.has(value)) continue;
    used.add(value);
    drafts.push({ person: { company: groundedCompany(facts, company), phones: [] }, place: company, hasName: false });
  }
  addLoosePosts(facts, frame, drafts);
  addContacts(facts, frame, drafts);
  return drafts.map((draft) => draft.person);
}
