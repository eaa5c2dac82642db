import { t } from "../../models/shared/text/zhCN/chat";
import type { Ctx } from "../../server/context";
import { readMessage } from "../../server/extractor/readMessage";
import { namesInText } from "../../server/queries/namesInText";
import type { Matter } from "./draft";

export type Person = Matter["customers"][number];

const FILLERS = new RegExp(`[\\s\\p{P}\\p{S}${t.nameFillers}]`, "gu");

/** What is left of words beside the names in them. */
export const besideNames = (text: string, names: readonly (string | undefined)[]): string =>
  names.reduce<string>((left, name) => (name ? left.replace(name, "") : left), text).replace(FILLERS, "");

/**
 * Words that are nothing but a name, as a command would read them: 鼎盛张总, 鼎盛的. Null when they say more.
 * @param offset where the words begin in the text they belong to
 */
export async function nameAlone(ctx: Ctx, text: string, offset = 0): Promise<Person | null> {
  const words = text.trim();
  const asked = t.asName(words);
  const { matters } = readMessage(asked, { now: ctx.now, knownNames: await namesInText(ctx, words) });
  const [person, ...others] = matters.flatMap((matter) => matter.customers);
  if (!person || others.length > 0) return null;
  const rest = besideNames(words, [person.company?.value, person.name?.value, person.title?.value]);
  return rest === "" ? movePerson(person, offset + words.length - asked.length) : null;
}

type Said = NonNullable<Person["name"]>;

function movePerson(person: Person, by: number): Person {
  const moved = ({ source, ...value }: Said): Said => ({
    ...value,
    source: { ...source, start: source.start + by, end: source.end + by },
  });
  const { name, company, title } = person;
  return {
    ...person,
    ...(name ? { name: moved(name) } : {}),
    ...(company ? { company: moved(company) } : {}),
    ...(title ? { title: moved(title) } : {}),
  };
}
