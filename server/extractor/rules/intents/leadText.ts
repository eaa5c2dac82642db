import { personalSchemas } from "../../../../models/shared/defineEntity";
import type { Lead } from "../../../../models/shared/entities/lead";
import type { Reading } from "../../../../models/shared/contracts/extraction";
import { ASKS_LEADS, ASSIGN_LEAD, LABELS, OPENS_LEAD, SOURCES } from "../../vocabulary/leads";

type Said = Partial<Record<string, string>>;

/** A value ends with its line or clause, or where the next label stands. */
const VALUE = "([^\\n,，;；]{1,80}?)(?=\\s+\\p{L}{2,8}\\s*[:：]|[\\n,，;；]|$)";
const READERS = Object.entries(LABELS).map(([field, labels]) => ({
  field,
  pattern: new RegExp(`(?:^|[\\n,，;；。\\s】\\]])(?:${labels.join("|")})\\s*[:：]\\s*${VALUE}`, "u"),
}));

/** 姓名：王强, wherever a line or a clause begins. */
function readLabels(text: string): Said {
  const found = READERS.map(({ field, pattern }) => [field, pattern.exec(text)?.[1]?.trim()] as const);
  return Object.fromEntries(found.filter(([, value]) => value));
}

const fitting = (kind: keyof typeof personalSchemas, value: string | undefined): string | null => {
  const parsed = personalSchemas[kind].safeParse(value);
  return parsed.success ? parsed.data : null;
};

/** Where they come from, in the words that stand in the text. */
const sourceIn = (text: string): string | null => {
  const found = SOURCES.filter((word) => text.includes(word)).toSorted((a, b) => b.length - a.length);
  return found[0] ?? null;
};

/** What the person named in the words is called and reached by. */
function personIn({ matters }: Pick<Reading, "matters">): { said: Said; phones: string[] } {
  const [person] = matters.flatMap(({ customers }) => customers);
  if (!person) return { said: {}, phones: [] };
  const { name, company, title, wechat, email, phones } = person;
  const named = Object.entries({ name, company, title, wechat, email });
  const said = Object.fromEntries(named.flatMap(([field, found]) => (found ? [[field, found.value]] : [])));
  return { said, phones: phones.map(({ value }) => value) };
}

/** A lead as the words tell it: labelled values first, else the person they name. The words themselves stay whole. */
export function readLead(text: string, reading: Pick<Reading, "matters">): Partial<Lead> & { name: string } {
  const { said: person, phones } = personIn(reading);
  const said: Said = { ...person, ...readLabels(text) };
  // 王经理 says both already.
  if (said.title && said.name?.endsWith(said.title)) delete said.title;
  const phone = fitting("phone", said.phone);
  const short = (field: string, most: number) => said[field]?.slice(0, most) ?? null;
  return {
    name: short("name", 40) ?? "",
    company: short("company", 80),
    title: short("title", 40),
    phones: phone ? [phone] : phones,
    wechat: fitting("wechat", said.wechat),
    email: fitting("email", said.email),
    source: short("source", 40) ?? sourceIn(text),
    campaign: short("campaign", 80),
    region: short("region", 40),
    industry: short("industry", 40),
    rawText: text.trim().slice(0, 4000),
  };
}

/** Whether the words only want to see leads. */
export const asksForLeads = (text: string): boolean => ASKS_LEADS.test(text.trim());

/** Whether the words say that what follows is a lead. */
export const opensLead = (text: string): boolean => OPENS_LEAD.test(text.trim());

/** Which lead goes to whom, if the words say just that. */
export function readLeadAssignment(text: string): { words: string; person: string } | null {
  const { words, person } = ASSIGN_LEAD.exec(text.trim())?.groups ?? {};
  return words && person ? { words, person } : null;
}
