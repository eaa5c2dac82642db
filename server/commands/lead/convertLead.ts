import { Contact } from "../../../models";
import { entities } from "../../../models/shared/entities";
import type { Contact as ContactRecord } from "../../../models/shared/entities/contact";
import type { Customer } from "../../../models/shared/entities/customer";
import type { Lead } from "../../../models/shared/entities/lead";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import type { LeadMapping } from "../../mapLead";
import { findReadable } from "../../queries/findReadable";
import { phoneHashes } from "../../queries/match/findByReach";
import { planConversion, type Conversion } from "../../queries/planConversion";
import { createCustomer } from "../customer/createCustomer";
import { transferCustomer } from "../customer/transferCustomer";
import { createContact } from "../contact/createContact";
import { updateContact } from "../contact/updateContact";
import { createFollowUp } from "../followUp/createFollowUp";
import { createOpportunity } from "../opportunity/createOpportunity";

export interface ConvertInput {
  id: string;
  /** The customer it is; null makes a new one. Left out only where nobody the house knows comes near. */
  customer?: string | null | undefined;
  withDeal: boolean;
}

const unchosen = () =>
  new AppError("invalid_input", { errors: [{ path: "customer", code: "choose_customer", message: "customer" }] });

/** A new customer belongs to whose lead it was, whoever pressed the key. */
async function makeCustomer(ctx: Ctx, { lead, customer }: Conversion): Promise<Customer> {
  const made = await createCustomer(ctx, customer);
  if (!lead.owner || lead.owner === made.owner) return made;
  return transferCustomer(ctx, { id: made.id, owner: lead.owner });
}

async function customerFor(ctx: Ctx, plan: Conversion, chosen: string | null | undefined): Promise<Customer> {
  if (chosen === undefined && plan.matches.length > 0) throw unchosen();
  return chosen ? findReadable(ctx, "customer", chosen) : makeCustomer(ctx, plan);
}

type Person = NonNullable<LeadMapping["contact"]>;

async function samePerson(customer: string, { phones }: Person): Promise<ContactRecord | null> {
  const filter = { customer, "phones.hash": { $in: phoneHashes({ phones }) }, archivedAt: null };
  const row = phones.length > 0 ? await Contact.findOne(filter).lean<StoredRow>() : null;
  return row && (toRecord(entities.contact, row) as unknown as ContactRecord);
}

const FILLABLE = ["title", "wechat", "email"] as const;

/** Whoever is there already is told what they lacked; what they had stays. */
async function contactFor(ctx: Ctx, customer: Customer, person: Person): Promise<ContactRecord> {
  const there = await samePerson(customer.id, person);
  if (!there) return createContact(ctx, { ...person, customer: customer.id });
  const lacking = FILLABLE.filter((field) => there[field] === null && person[field] !== null);
  const phones = [...new Set([...there.phones, ...person.phones])].slice(0, 10);
  const changes = { phones, ...Object.fromEntries(lacking.map((field) => [field, person[field]])) };
  return updateContact(ctx, { id: there.id, changes });
}

const personOf = ({ name, title, phones, wechat, email }: Lead): Person => ({ name, title, phones, wechat, email });

type Made = Required<Pick<Lead, "customer" | "contact" | "opportunity" | "owner" | "isKey">>;

/** The records of a lead, in the order in which one hangs on the other. */
async function makeRecords(ctx: Ctx, plan: Conversion, input: ConvertInput): Promise<Made> {
  const customer = await customerFor(ctx, plan, input.customer);
  // Somebody joins whom the house knows: the person has to be told apart from those who are there.
  const person = plan.contact ?? (input.customer ? personOf(plan.lead) : null);
  const contact = person && (await contactFor(ctx, customer, person)).id;
  const at = { customer: customer.id, contact };
  const isDeal = plan.opportunity !== null && input.withDeal;
  const opportunity = isDeal ? (await createOpportunity(ctx, { ...at, ...plan.opportunity })).id : null;
  const happenedAt = plan.lead.lastAskedAt ?? plan.lead.createdAt;
  await createFollowUp(ctx, { ...at, opportunity, content: plan.content, happenedAt });
  return { ...at, opportunity, owner: customer.owner, isKey: customer.isKey };
}

/**
 * Makes a customer of a lead, with the contact, the deal where one was spoken of, and a first note that holds all they said; or adds
 * them to a customer the house has. The lead stays, and leads there.
 *
 * @throws AppError `already_settled` the second time, `invalid_input` while it is open which customer it is, `known_to_colleague`, `gate_closed`
 */
export async function convertLead(ctx: Ctx, input: ConvertInput): Promise<Lead> {
  return withTransaction(async () => {
    const plan = await planConversion(ctx, input.id);
    const { lead } = plan;
    const made = await makeRecords(ctx, plan, input);
    const settled = { state: "converted" as const, convertedAt: ctx.now, answeredAt: lead.answeredAt ?? ctx.now };
    return saveWithEvent(ctx, "lead", { before: lead, set: { ...made, ...settled }, event: "lead.converted" });
  });
}
