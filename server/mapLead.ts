import type { Contact } from "../models/shared/entities/contact";
import type { Customer } from "../models/shared/entities/customer";
import type { Lead } from "../models/shared/entities/lead";
import type { Opportunity } from "../models/shared/entities/opportunity";
import { leadWords } from "../models/shared/text/zhCN/leads";
import { bareCompany } from "../models/shared/values/companyName";
import { formatFen } from "../models/shared/values/money";
import { INTEREST } from "./extractor/vocabulary/leads";

/** What a lead becomes, record by record. Nothing of it is left out: what has no field of its own stands in the note. */
export interface LeadMapping {
  customer: Pick<Customer, "name" | "kind" | "region" | "source" | "tags" | "phones" | "wechat">;
  /** Null where the customer is the person, and nothing is known that only a contact can hold. */
  contact: Pick<Contact, "name" | "title" | "phones" | "wechat" | "email"> | null;
  /** Null where neither money nor interest was said. */
  opportunity: Pick<Opportunity, "name" | "amount"> | null;
  content: string;
}

const personOf = ({ name, title, phones, wechat, email }: Lead) => ({ name, title, phones, wechat, email });

/** Only the house was named, nobody in it. */
const namesOnlyHouse = ({ name, company }: Lead) => name === company;

function customerOf(lead: Lead): LeadMapping["customer"] {
  const { company, name, region, source, industry, phones, wechat } = lead;
  const base = { region, source, tags: industry ? [industry] : [] };
  const reach = company && !namesOnlyHouse(lead) ? { phones: [], wechat: null } : { phones, wechat };
  return { ...base, ...reach, name: company ?? name, kind: company ? "company" : "person" };
}

function contactOf(lead: Lead): LeadMapping["contact"] {
  const isSomebody = lead.company !== null && !namesOnlyHouse(lead);
  return isSomebody || lead.title || lead.email ? personOf(lead) : null;
}

function opportunityOf({ budget, rawText, company, name }: Lead): LeadMapping["opportunity"] {
  if (budget === null && !INTEREST.test(rawText ?? "")) return null;
  return { name: leadWords.deal(company ? bareCompany(company) : name), amount: budget };
}

function contentOf(lead: Lead): string {
  const { source, campaign, region, industry, budget, rawText, externalId } = lead;
  const facts = leadWords.facts({
    ...{ source, campaign, region, industry, externalId },
    budget: budget === null ? null : formatFen(budget),
  });
  return [facts, rawText].filter(Boolean).join("\n");
}

export const mapLead = (lead: Lead): LeadMapping => ({
  customer: customerOf(lead),
  contact: contactOf(lead),
  opportunity: opportunityOf(lead),
  content: contentOf(lead),
});
