import type { Contact } from "../../models/shared/entities/contact";
import type { Customer } from "../../models/shared/entities/customer";
import type { Ctx } from "../../server/context";
import { AppError } from "../../server/errors";
import { may } from "../../server/policies";
import { findCollision, type CollisionKeys } from "../../server/queries/findCollision";
import { findReadable } from "../../server/queries/findReadable";
import { decide } from "../../server/queries/match/score";
import {
  mentionWords,
  NO_MENTION,
  type Candidate,
  type CustomerMention,
  type MatchHints,
} from "../../server/queries/match/types";
import { matchCustomers } from "../../server/queries/matchCustomers";
import { CONTEXT_MS, type CustomerChoice, type Draft, type Matter } from "./draft";
import { lastMessage } from "./lastMessage";
import { rungSince } from "./rung";

/** Whom a matter is about, as far as is known. */
export type Resolution =
  | {
      kind: "one";
      customer: Customer;
      contact: Contact | null;
      /** It was taken for the colleague's habit of meaning them by that name. */
      wasLearned: boolean;
      /** The name as it is, where it was only heard like it. */
      heardAs?: string;
    }
  | { kind: "new"; mention: CustomerMention }
  | { kind: "many"; mention: CustomerMention; candidates: Candidate[] }
  | { kind: "taken"; mention: CustomerMention }
  /** In the public pool; null where only a number was said, and whose it is stays hidden. */
  | { kind: "pooled"; customer: Customer | null }
  | { kind: "nobody" };

/** Whom it is about is known: somebody we have, or somebody to be made. */
export type Settled = Resolution & { kind: "one" | "new" };

export const toMention = (person: Matter["customers"][number]): CustomerMention => ({
  name: person.name?.value ?? null,
  company: person.company?.value ?? null,
  phones: person.phones.map((phone) => phone.value),
  wechat: person.wechat?.value ?? null,
});

export { mentionWords };

/** The words by which a matter names its customer; the first one named counts. */
export function mentionOf(matter: Matter): CustomerMention | null {
  const [first] = matter.customers;
  return first ? toMention(first) : null;
}

export const hintsOf = ({ spoken, groupCustomer, text }: Draft): MatchHints => ({ spoken, groupCustomer, text });

async function readOrNull<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

/** Somebody else's customer of that name or number, or nobody's. */
async function met(ctx: Ctx, mention: CustomerMention, keys: CollisionKeys): Promise<Resolution | null> {
  const collision = await findCollision(ctx, keys);
  if (!collision) return null;
  if (collision.kind === "taken") return { kind: "taken", mention };
  return { kind: "pooled", customer: collision.id ? await findReadable(ctx, "customer", collision.id) : null };
}

/** A number or an id alone is nobody's name: whose it is has to be said. */
async function newOrTaken(ctx: Ctx, mention: CustomerMention): Promise<Resolution> {
  const isNamed = mentionWords(mention) !== "";
  return (await met(ctx, mention, mention)) ?? (isNamed ? { kind: "new", mention } : { kind: "nobody" });
}

async function takeChoice(ctx: Ctx, choice: CustomerChoice, mention: CustomerMention | null): Promise<Resolution> {
  if ("isNew" in choice) return mention ? newOrTaken(ctx, mention) : { kind: "nobody" };
  const customer = await findReadable(ctx, "customer", choice.customer);
  const contact = choice.contact ? await readOrNull(findReadable(ctx, "contact", choice.contact)) : null;
  return { kind: "one", customer, contact, wasLearned: false };
}

/** The customer of the last message that was about one, while it is fresh. */
export async function customerInTalk(ctx: Ctx): Promise<Customer | null> {
  const since = new Date(ctx.now.getTime() - CONTEXT_MS);
  const last = await lastMessage(ctx, since, { about: { $ne: null } });
  const [rang] = await rungSince(ctx, last?.finishedAt ?? since, { customer: { $ne: null } });
  // What rang went between: 他 may be either of them.
  const ids = new Set([last?.about, rang?.customer].flatMap((id) => (id ? [String(id)] : [])));
  const [id] = ids;
  return id && ids.size === 1 ? readOrNull(findReadable(ctx, "customer", id)) : null;
}

/** To be taken before anything is written there. */
export const isPooled = (ctx: Ctx, customer: Customer) =>
  customer.owner === null && !may(ctx.actor, "update", { entity: "customer", record: customer });

/** Nobody was named: the customer whose group or page it was said in, or whom a pronoun meant. */
async function fromContext(ctx: Ctx, draft: Draft): Promise<Resolution> {
  const id = draft.groupCustomer ?? draft.about;
  const customer = id ? await readOrNull(findReadable(ctx, "customer", id)) : null;
  if (!customer) return { kind: "nobody" };
  if (isPooled(ctx, customer)) return { kind: "pooled", customer };
  const who = draft.about === id ? draft.aboutContact : undefined;
  const contact = who ? await readOrNull(findReadable(ctx, "contact", who)) : null;
  return { kind: "one", customer, contact, wasLearned: false };
}

/** 他微信是…: what belongs to whom a pronoun meant, unless it is known as a colleague's. */
async function ofThem(ctx: Ctx, draft: Draft, mention: CustomerMention): Promise<Resolution> {
  return (await met(ctx, mention, { company: null, phones: mention.phones })) ?? fromContext(ctx, draft);
}

/** 他们李经理: somebody of the customer talked about, whoever else is called so. */
async function atHouse(ctx: Ctx, house: string, mention: CustomerMention): Promise<Resolution> {
  const customer = await readOrNull(findReadable(ctx, "customer", house));
  if (!customer) return { kind: "nobody" };
  if (isPooled(ctx, customer)) return { kind: "pooled", customer };
  const called = (await matchCustomers(ctx, { ...mention, phones: [], wechat: null })).filter(({ isSure }) => isSure);
  const there = called.find((one) => one.customer.id === house);
  return { kind: "one", customer, contact: there?.contact ?? null, wasLearned: false };
}

async function resolveMention(ctx: Ctx, mention: CustomerMention, hints: MatchHints): Promise<Resolution> {
  const candidates = await matchCustomers(ctx, mention, hints);
  if (candidates.length === 0) return newOrTaken(ctx, mention);
  const certain = decide(candidates);
  if (!certain) return { kind: "many", mention, candidates };
  // A number that is a colleague's cannot be written down here either.
  if (!certain.reasons.includes("phone")) {
    const other = await met(ctx, mention, { company: null, phones: mention.phones });
    if (other) return other;
  }
  const { customer, contact, reasons, heardAs } = certain;
  const wasLearned = reasons.includes("learned");
  return { kind: "one", customer, contact, wasLearned, ...(heardAs ? { heardAs } : {}) };
}

/** Other customers that are named beside the certain one: the words do not say what belongs to whom. */
async function namedBeside(ctx: Ctx, matter: Matter, certain: string): Promise<Candidate[]> {
  const beside: Candidate[] = [];
  for (const person of matter.customers.slice(1)) {
    const candidates = await matchCustomers(ctx, toMention(person));
    if (candidates.some(({ customer }) => customer.id === certain)) continue;
    beside.push(...candidates.filter(({ isSure }) => isSure));
  }
  return beside;
}

async function resolveNamed(
  ctx: Ctx,
  matter: Matter,
  { mention, hints }: { mention: CustomerMention; hints: MatchHints },
): Promise<Resolution> {
  const resolution = await resolveMention(ctx, mention, hints);
  if (resolution.kind !== "one") return resolution;
  const beside = await namedBeside(ctx, matter, resolution.customer.id);
  if (beside.length === 0) return resolution;
  return { kind: "many", mention, candidates: [...(await matchCustomers(ctx, mention, hints)), ...beside] };
}

/** Whether bare words are what somebody is called rather than what a company is. */
export async function namesPerson(ctx: Ctx, words: string): Promise<boolean> {
  return (await matchCustomers(ctx, { ...NO_MENTION, name: words })).length > 0;
}

/** 海川物流, then 王经理说…: of that house, unless the name is known at another alone. */
async function resolveJoined(
  ctx: Ctx,
  matter: Matter,
  { mention, hints }: { mention: CustomerMention; hints: MatchHints },
): Promise<Resolution> {
  const resolution = await resolveNamed(ctx, matter, { mention, hints });
  if (resolution.kind !== "one" && resolution.kind !== "new") return resolution;
  const named = await matchCustomers(ctx, { ...mention, company: null });
  if (named.length === 0 || (resolution.kind === "one" && resolution.contact)) return resolution;
  const house = await matchCustomers(ctx, { ...mention, name: null });
  return { kind: "many", mention, candidates: [...house, ...named] };
}

/** @param index which matter of the draft */
export async function resolveMatter(ctx: Ctx, draft: Draft, index: number): Promise<Resolution> {
  const matter = draft.reading.matters[index];
  const mention = matter ? mentionOf(matter) : null;
  const choice = draft.choices[String(index)];
  if (choice) return takeChoice(ctx, choice, mention);
  if (!matter || !mention) return fromContext(ctx, draft);
  const inTalk = await resolveInTalk(ctx, draft, mention);
  if (inTalk) return inTalk;
  const named = { mention, hints: hintsOf(draft) };
  return draft.isJoined && index === 0 ? resolveJoined(ctx, matter, named) : resolveNamed(ctx, matter, named);
}

/** Whose number or name it is, where the talk says so; null where the words stand for themselves. */
async function resolveInTalk(ctx: Ctx, draft: Draft, mention: CustomerMention): Promise<Resolution | null> {
  if (mentionWords(mention) === "") return draft.about ? ofThem(ctx, draft, mention) : null;
  return draft.house && mention.name && !mention.company ? atHouse(ctx, draft.house, mention) : null;
}
