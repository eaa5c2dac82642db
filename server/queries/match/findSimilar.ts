import { Customer } from "../../../models";
import { soundKey } from "../../../models/searchKeys";
import type { Customer as CustomerRecord } from "../../../models/shared/entities/customer";
import { readMention } from "../../../models/shared/values/address";
import { spokenNames } from "../../../models/shared/values/companyName";
import type { StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { findByReach } from "./findByReach";
import { asCustomer, findByWords, inReach } from "./findByWords";
import type { CustomerMention } from "./types";

/** What a new customer may be mistaken for, among those the actor sees. */
export interface Resemblance {
  /** Of a name like it. */
  similar: CustomerRecord[];
  /** With the same number. */
  duplicates: CustomerRecord[];
}

const SHOWN = 3;

async function soundingLike(ctx: Ctx, names: string[]): Promise<StoredRow[]> {
  const filter = inReach(ctx, "customer", { searchKeys: { $in: names.map(soundKey) } });
  return Customer.find(filter).limit(SHOWN).lean<StoredRow[]>();
}

async function findSimilar(ctx: Ctx, { name, company }: CustomerMention): Promise<CustomerRecord[]> {
  const own = company ?? name;
  // 张总 is like every 张; that has been asked already.
  if (!own || (!company && readMention(own).kind === "address")) return [];
  const names = company ? spokenNames(company) : [own];
  const brand = names.at(-1) ?? own;
  const rows = [...(await soundingLike(ctx, names)), ...(await findByWords(ctx, "customer", brand))];
  const byId = new Map(rows.map((row) => [row._id, asCustomer(ctx)(row)]));
  return [...byId.values()].slice(0, SHOWN);
}

async function findDuplicates(ctx: Ctx, mention: CustomerMention): Promise<CustomerRecord[]> {
  const owners = await findByReach(ctx, mention);
  if (owners.length === 0) return [];
  const ids = owners.map(({ customerId }) => customerId);
  const rows = await Customer.find(inReach(ctx, "customer", { _id: { $in: ids } }))
    .limit(SHOWN)
    .lean<StoredRow[]>();
  return rows.map(asCustomer(ctx));
}

/** For whoever is about to make a customer: is it perhaps there already? */
export async function findResemblance(ctx: Ctx, mention: CustomerMention): Promise<Resemblance> {
  const duplicates = await findDuplicates(ctx, mention);
  const taken = new Set(duplicates.map(({ id }) => id));
  return { duplicates, similar: (await findSimilar(ctx, mention)).filter(({ id }) => !taken.has(id)) };
}
