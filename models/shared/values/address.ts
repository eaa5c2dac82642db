import { ADDRESSES, ADDRESS_POSTS, DOUBLE_SURNAMES, FAMILIAR_PREFIXES, PLAIN_ADDRESSES } from "../text/zhCN/addresses";

interface Addressed {
  kind: "address";
  surname: string;
  address: string;
}

/** How somebody is called: 张总 is a surname and an address, 张伟 is a name. */
export type Mention = Addressed | { kind: "name"; name: string };

const HAN = /^\p{Script=Han}+$/u;

/** 陈 of 陈伟, and of 老陈, whom nobody ever asked for the rest. */
export const surnameOf = (name: string): string => {
  const familiar = asFamiliar(name);
  if (familiar) return familiar.surname;
  const double = DOUBLE_SURNAMES.find((surname) => name.startsWith(surname) && name.length > surname.length);
  return double ?? name.slice(0, 1);
};

function asFamiliar(mention: string): Addressed | null {
  const prefix = FAMILIAR_PREFIXES.find((word) => mention.startsWith(word));
  if (!prefix) return null;
  const rest = mention.slice(prefix.length);
  const isSurname = rest.length === 1 || DOUBLE_SURNAMES.includes(rest);
  return isSurname ? { kind: "address", surname: rest, address: prefix } : null;
}

/** Reads the words by which somebody is named. */
export function readMention(mention: string): Mention {
  const name = mention.trim();
  if (!HAN.test(name)) return { kind: "name", name };
  const familiar = asFamiliar(name);
  if (familiar) return familiar;
  const address = ADDRESSES.find((word) => name.endsWith(word) && name.length > word.length);
  const surname = address ? name.slice(0, -address.length) : "";
  const isSurname = surname.length === 1 || DOUBLE_SURNAMES.includes(surname);
  return address && isSurname ? { kind: "address", surname, address } : { kind: "name", name };
}

/** Forms of address that the end of the words sounds like, when a surname is left before it: 总 in 张宗. */
export const addressesLike = (words: string, soundOf: (text: string) => string): string[] =>
  ADDRESSES.filter((address) => {
    const surname = words.slice(0, -address.length);
    const isSurname = surname.length === 1 || DOUBLE_SURNAMES.includes(surname);
    const tail = words.slice(-address.length);
    return isSurname && tail !== address && soundOf(tail) === soundOf(address);
  });

/** 老陈 is written down so; 小陈 is somebody else of that name. Null where it is not written so. */
function fitsFamiliar(address: string, name: string): "yes" | "no" | null {
  const written = FAMILIAR_PREFIXES.includes(address) ? asFamiliar(name) : null;
  return written && (written.address === address ? "yes" : "no");
}

/** Said of anybody, whatever their post. */
const saysNoPost = (address: string) => PLAIN_ADDRESSES.includes(address) || FAMILIAR_PREFIXES.includes(address);

/** Whether somebody with that name and post may be called so. `unsure` when the post speaks against it. */
export function fitsMention(mention: Mention, person: { name: string; title: string | null }): "yes" | "unsure" | "no" {
  if (mention.kind === "name") return person.name === mention.name ? "yes" : "no";
  const { surname, address } = mention;
  if (person.name === `${surname}${address}`) return "yes";
  if (surnameOf(person.name) !== surname) return "no";
  return fitsFamiliar(address, person.name) ?? fitsPost(address, person.title);
}

function fitsPost(address: string, title: string | null): "yes" | "unsure" {
  if (!title || saysNoPost(address)) return "yes";
  const posts = ADDRESS_POSTS[address] ?? [address];
  return posts.some((post) => title.includes(post)) ? "yes" : "unsure";
}
