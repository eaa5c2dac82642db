import type { Contact } from "../../models/shared/entities/contact";
import type { Customer } from "../../models/shared/entities/customer";
import { personalHash } from "../../models/personal";
import { Conversation, NameChoice } from "../../models/system/conversation";
import type { Ctx } from "../../server/context";
import { findReadable } from "../../server/queries/findReadable";
import {
  isKnownToColleague,
  matchCustomers,
  type Candidate,
  type CustomerMention,
} from "../../server/queries/matchCustomers";
import { AppError } from "../../server/errors";
import { CONTEXT_MS, type CustomerChoice, type Draft, type Matter } from "./draft";

/** Whom a matter is about, as far as is known. */
export type Resolution =
  | { kind: "one"; customer: Customer; contact: Contact | null; wasLearned: boolean }
  | { kind: "new"; mention: CustomerMention }
  | { kind: "many"; mention: CustomerMention; candidates: Candidate[] }
  | { kind: "taken" }
  | { kind: "nobody" };

export const toMention = (person: Matter["customers"][number]): CustomerMention => ({
  name: person.name?.value ?? null,
  company: person.company?.value ?? null,
  phones: person.phones.map((phone) => phone.value),
  wechat: person.wechat?.value ?? null,
});

/** The words by which a matter names its customer; the first one named counts. */
export function mentionOf(matter: Matter): CustomerMention | null {
  const [first] = matter.customers;
  return first ? toMention(first) : null;
}

export const mentionWords = (mention: CustomerMention) => `${mention.company ?? ""}${mention.name ?? ""}`;

const mentionKey = (mention: CustomerMention) => personalHash("wechat", `mention ${mentionWords(mention)}`);

async function readOrNull<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

async function takeChoice(ctx: Ctx, choice: CustomerChoice, mention: CustomerMention | null): Promise<Resolution> {
  if ("isNew" in choice) return mention ? { kind: "new", mention } : { kind: "nobody" };
  const customer = await findReadable(ctx, "customer", choice.customer);
  const contact = choice.contact ? await readOrNull(findReadable(ctx, "contact", choice.contact)) : null;
  return { kind: "one", customer, contact, wasLearned: false };
}

/** The customer of the last card, while it is fresh. */
export async function customerInTalk(ctx: Ctx): Promise<Customer | null> {
  const talk = await Conversation.findOne({ _id: ctx.actor.id }).lean();
  if (!talk?.customer || ctx.now.getTime() - talk.at.getTime() > CONTEXT_MS) return null;
  return readOrNull(findReadable(ctx, "customer", talk.customer));
}

async function fromContext(ctx: Ctx, draft: Draft): Promise<Resolution> {
  const customer = draft.about ? await readOrNull(findReadable(ctx, "customer", draft.about)) : null;
  return customer ? { kind: "one", customer, contact: null, wasLearned: false } : { kind: "nobody" };
}

async function learned(ctx: Ctx, mention: CustomerMention, candidates: Candidate[]): Promise<Candidate | null> {
  const choice = await NameChoice.findOne({ user: ctx.actor.id, mention: mentionKey(mention) }).lean();
  return candidates.find((candidate) => candidate.customer.id === choice?.customer) ?? null;
}

/** From now on these words mean this customer, when this colleague says them. */
export async function rememberName(ctx: Ctx, mention: string, customer: string): Promise<void> {
  const key = personalHash("wechat", `mention ${mention}`);
  await NameChoice.updateOne(
    { user: ctx.actor.id, mention: key },
    { $set: { customer, at: ctx.now }, $setOnInsert: { _id: `${ctx.actor.id}:${key}` } },
    { upsert: true },
  );
}

async function resolveMention(ctx: Ctx, mention: CustomerMention): Promise<Resolution> {
  const candidates = await matchCustomers(ctx, mention);
  const [first, ...others] = candidates;
  if (!first) {
    return (await isKnownToColleague(mention)) ? { kind: "taken" } : { kind: "new", mention };
  }
  const habit = await learned(ctx, mention, candidates);
  const certain = habit ?? (others.length === 0 && first.isSure ? first : null);
  if (!certain) return { kind: "many", mention, candidates };
  return { kind: "one", customer: certain.customer, contact: certain.contact, wasLearned: habit !== null };
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

async function resolveNamed(ctx: Ctx, matter: Matter, mention: CustomerMention): Promise<Resolution> {
  const resolution = await resolveMention(ctx, mention);
  if (resolution.kind !== "one") return resolution;
  const beside = await namedBeside(ctx, matter, resolution.customer.id);
  if (beside.length === 0) return resolution;
  return { kind: "many", mention, candidates: [...(await matchCustomers(ctx, mention)), ...beside] };
}

/** @param index which matter of the draft */
export async function resolveMatter(ctx: Ctx, draft: Draft, index: number): Promise<Resolution> {
  const matter = draft.reading.matters[index];
  const mention = matter ? mentionOf(matter) : null;
  const choice = draft.choices[String(index)];
  if (choice) return takeChoice(ctx, choice, mention);
  return matter && mention ? resolveNamed(ctx, matter, mention) : fromContext(ctx, draft);
}
