import { Customer } from "../../../models";
import { foldText } from "../../../models/searchKeys";
import type { Customer as CustomerRecord } from "../../../models/shared/entities/customer";
import { bareCompany, placeIn, spokenNames } from "../../../models/shared/values/companyName";
import type { StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { asCustomer, findByWords, inReach, MOST } from "./findByWords";
import type { Found, MatchReason } from "./types";

const namesOf = (customer: CustomerRecord) => [customer.name, ...customer.aliases];

const isNamed = (customer: CustomerRecord, bare: string) =>
  namesOf(customer).some((name) => foldText(bareCompany(name)) === foldText(bare));

const isCalled = (customer: CustomerRecord, bare: string): boolean =>
  [...spokenNames(customer.name), ...customer.aliases].some((name) => foldText(bareCompany(name)) === foldText(bare));

const holds = (customer: CustomerRecord, bare: string) =>
  namesOf(customer).some((name) => foldText(name).includes(foldText(bare)));

function asCompany(customer: CustomerRecord, isSure: boolean, reasons: MatchReason[] = []): Found {
  return { customerId: customer.id, customer, contact: null, isSure, reasons };
}

const isAt = (customer: CustomerRecord, place: string) =>
  [customer.region ?? "", ...namesOf(customer)].some((words) => words.includes(place));

async function branchesOf(ctx: Ctx, parents: CustomerRecord[]): Promise<CustomerRecord[]> {
  if (parents.length === 0) return [];
  const rows = await Customer.find(inReach(ctx, "customer", { parent: { $in: parents.map(({ id }) => id) } }))
    .limit(MOST)
    .lean<StoredRow[]>();
  return rows.map(asCustomer(ctx));
}

/** 华信南京: the house of that name at that place. Where it has none there, one asks. */
async function findBranches(ctx: Ctx, company: string): Promise<Found[]> {
  const split = placeIn(company);
  if (!split) return [];
  const { place, rest } = split;
  const houses = (await findByWords(ctx, "customer", rest)).map(asCustomer(ctx)).filter((one) => holds(one, rest));
  const branches = await branchesOf(ctx, houses);
  const atPlace = [...houses, ...branches].filter((one) => isAt(one, place));
  if (atPlace.length === 0) return houses.map((house) => asCompany(house, false, ["sameCompany"]));
  const ids = new Set(branches.map(({ id }) => id));
  return atPlace.map((one) => {
    const isOwn = ids.has(one.id) || isCalled({ ...one, name: bareCompany(one.name).replace(place, "") }, rest);
    return asCompany(one, isOwn, ["sameBranch"]);
  });
}

/**
 * Companies whose name or alias holds the words. Sure are those that go by them: 海天 is a part of 上海天元, and another company.
 */
export async function findCompanies(ctx: Ctx, company: string): Promise<Found[]> {
  const bare = bareCompany(company);
  const named = (await findByWords(ctx, "customer", bare))
    .map(asCustomer(ctx))
    .filter((customer) => holds(customer, bare));
  if (named.length === 0) return findBranches(ctx, bare);
  return named.map((customer) =>
    isNamed(customer, bare) ? asCompany(customer, true, ["exactName"]) : asCompany(customer, isCalled(customer, bare)),
  );
}
