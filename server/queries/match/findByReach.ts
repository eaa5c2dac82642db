import type { QueryFilter } from "mongoose";
import { Contact, Customer } from "../../../models";
import { personalHash } from "../../../models/personal";
import type { EntityName } from "../../../models/shared/entities";
import type { StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { readableAmong } from "../readable";
import { asContact } from "./findByWords";
import type { CustomerMention, Found } from "./types";

const MOST_OWNERS = 20;

export const phoneHashes = ({ phones }: Pick<CustomerMention, "phones">) =>
  phones.map((phone) => personalHash("phone", phone));

/** By phone or WeChat id: whoever has it is meant. */
export async function findByReach(ctx: Ctx, mention: CustomerMention): Promise<Found[]> {
  const filters: QueryFilter<StoredRow>[] = [];
  if (mention.phones.length > 0) filters.push({ "phones.hash": { $in: phoneHashes(mention) } });
  if (mention.wechat) filters.push({ "wechat.hash": personalHash("wechat", mention.wechat) });
  const found: Found[] = [];
  for (const filter of filters) {
    const within = (entity: EntityName) => ({ $and: [readableAmong(ctx, entity, "contact"), filter] });
    const customers = await Customer.find(within("customer")).limit(MOST_OWNERS).lean<StoredRow[]>();
    const contacts = await Contact.find(within("contact")).limit(MOST_OWNERS).lean<StoredRow[]>();
    const owners = [
      ...customers.map((row) => ({ customerId: row._id, contact: null })),
      ...contacts.map(asContact(ctx)).map((contact) => ({ customerId: contact.customer, contact })),
    ];
    found.push(...owners.map((owner): Found => ({ ...owner, isSure: true, reasons: ["phone"] })));
  }
  return found;
}
