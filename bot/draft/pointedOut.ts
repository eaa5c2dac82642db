import { whichTalk as t } from "../../models/shared/text/zhCN/whichTalk";
import { fitsMention, readMention } from "../../models/shared/values/address";
import type { Ctx } from "../../server/context";
import { findReadable } from "../../server/queries/findReadable";
import type { Candidate } from "../../server/queries/match/types";
import { matchCustomers } from "../../server/queries/matchCustomers";
import type { Question } from "../actions";
import { findDraft } from "../pending";
import type { Draft } from "./draft";
import { hintsOf, mentionOf } from "./resolve";

type Asked = Extract<Question, { kind: "who" }>;
type Listed = Extract<Question, { kind: "listed" }>;
type Offered = Pick<Candidate, "customer" | "contact">;

/** Longer words tell more than whom they mean. */
const LONGEST = 24;

const tidy = (text: string) => text.trim().replace(/[。.!！~～]+$/u, "");

/** 不是鼎盛，是海川那个 and 我说的是海川: the words that say who. Null where they only say who it is not. */
function aimIn(text: string): string | null {
  const aim = (t.notButThis.exec(text)?.groups?.aim ?? text).replace(t.lead, "");
  return aim === "" || t.denies.test(aim) ? null : aim;
}

/** 第二个, 选2, 最后一个: which of those offered, from 0. */
function placeIn(text: string, count: number): number | null {
  if (t.last.test(text)) return count - 1;
  const said = t.place.exec(text)?.groups?.place ?? "";
  const place = Number(t.digits[said] ?? said) - 1;
  return said !== "" && place >= 0 && place < count ? place : null;
}

/** 看第二个: the customer a list shows there; null for other words. */
export const listedAt = ({ customers }: Listed, text: string): string | null =>
  customers[placeIn(tidy(text).replace(t.look, ""), customers.length) ?? -1] ?? null;

/** Part of what they are called, or of where they are. */
function isWordOf({ customer, contact }: Offered, part: string): boolean {
  if (part.length < 2) return false;
  const names = [customer.name, ...customer.aliases, customer.region, contact?.name, contact?.title];
  return names.some((name) => name?.includes(part)) || (contact !== null && isCalled(contact, part));
}

const isCalled = (person: { name: string; title: string | null }, part: string) =>
  fitsMention(readMention(part), person) !== "no";

/** Whether the words are made of nothing but what somebody goes by: 海川|那边|的|张总. */
function describes(one: Offered, words: string): boolean {
  if (words === "") return true;
  for (let end = words.length; end > 0; end--) {
    const part = words.slice(0, end);
    if ((isWordOf(one, part) || t.filler.test(part)) && describes(one, words.slice(end))) return true;
  }
  return false;
}

/** Everybody the question was about: who stood on the card, and who the card had no room for. */
async function askedAbout(ctx: Ctx, target: Draft, asked: Asked): Promise<Offered[]> {
  const matter = target.reading.matters[asked.matter];
  const mention = matter ? mentionOf(matter) : null;
  const named = mention ? await matchCustomers(ctx, mention, hintsOf(target)) : [];
  const others = asked.offered.filter((id) => !named.some(({ customer }) => customer.id === id));
  const customers = await Promise.all(others.map((id) => findReadable(ctx, "customer", id)));
  return [...named, ...customers.map((customer) => ({ customer, contact: null }))];
}

/**
 * Whom of those asked about an answer means: by its place on the card, or by words that fit one of them alone.
 * `customer` is null for none of them; the whole is null where the words do not say.
 */
export async function pointedOut(ctx: Ctx, asked: Asked, text: string): Promise<{ customer: string | null } | null> {
  const words = tidy(text);
  if (words.length > LONGEST) return null;
  if (t.none.test(words)) return { customer: null };
  const placed = asked.offered[placeIn(words, asked.offered.length) ?? -1];
  if (placed) return { customer: placed };
  const aim = aimIn(words);
  const target = aim === null ? null : await findDraft(ctx, asked.draft);
  if (aim === null || !target) return null;
  const fitting = (await askedAbout(ctx, target, asked)).filter((one) => describes(one, aim));
  const [only, ...others] = fitting;
  return only && others.length === 0 ? { customer: only.customer.id } : null;
}
