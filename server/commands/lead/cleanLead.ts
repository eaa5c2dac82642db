import { impersonalKey } from "../../../models/personal";
import { leadWords } from "../../../models/shared/text/zhCN/leads";
import { personalSchemas } from "../../../models/shared/defineEntity";
import type { Lead } from "../../../models/shared/entities/lead";
import { normalize } from "../../extractor/rules/text/normalize";
import { findEmails, findPhones, findWechats, type TextFind } from "../../extractor/rules/phones";
import { readMessage } from "../../extractor/readMessage";

const tidy = (value: string | null | undefined): string | null =>
  value?.normalize("NFKC").replace(/\s+/g, " ").trim() || null;

const tidyText = (value: string | null | undefined): string | null => value?.trim() || null;

const tidyPhone = (phone: string): string => {
  const digits = phone.normalize("NFKC").replace(/[^\d+]/g, "");
  return digits.replace(/^(?:\+|00)?86(?=1\d{10}$)/, "");
};

const valuesOf = (finds: readonly TextFind[], fits: (value: string) => boolean): string[] =>
  finds.map(({ value }) => value).filter(fits);

/** What can be read in their own words where no field says it. */
function readGaps(rawText: string, now: Date): Pick<Lead, "phones" | "wechat" | "email" | "budget"> {
  const { text } = normalize(rawText);
  const fits = (kind: keyof typeof personalSchemas) => (value: string) =>
    personalSchemas[kind].safeParse(value).success;
  const [wechat = null] = valuesOf(findWechats(text), fits("wechat"));
  const [email = null] = valuesOf(findEmails(text), fits("email"));
  const amounts = readMessage(rawText, { now }).matters.flatMap(({ amount }) => (amount ? [amount.value.amount] : []));
  return { phones: valuesOf(findPhones(text), fits("phone")).slice(0, 5), wechat, email, budget: amounts[0] ?? null };
}

const TIDIED = ["company", "title", "source", "campaign", "region", "industry"] as const;
const NO_GAPS = { phones: [] as string[], wechat: null, email: null, budget: null };

/** A lead as it is stored: one spelling of each value, and what the words say where the fields do not. */
export function cleanLead(input: Partial<Lead>, now: Date): Partial<Lead> & Pick<Lead, "name" | "phones"> {
  const rawText = tidyText(input.rawText);
  const gaps = rawText ? readGaps(rawText, now) : NO_GAPS;
  const phones = input.phones?.length ? input.phones : gaps.phones;
  return {
    ...input,
    ...Object.fromEntries(TIDIED.map((field) => [field, tidy(input[field])])),
    name: tidy(input.name) ?? leadWords.nameless,
    phones: [...new Set(phones.map(tidyPhone))],
    wechat: tidy(input.wechat) ?? gaps.wechat,
    email: tidy(input.email)?.toLowerCase() ?? gaps.email,
    externalId: input.externalId ? impersonalKey(input.externalId) : null,
    budget: input.budget ?? gaps.budget,
    rawText,
  };
}
