import { newId } from "../../models/newId";
import type { Contact } from "../../models/shared/entities/contact";
import type { Customer } from "../../models/shared/entities/customer";
import type { Opportunity } from "../../models/shared/entities/opportunity";
import { addDays, dayOf } from "../../models/shared/values/day";
import { isClosed, type Stage } from "../../models/shared/values/stage";
import type { Random } from "./random";
import {
  CITIES,
  GIVEN_NAMES,
  LEVEL_WEIGHTS,
  LOSS_REASONS,
  POSTS,
  SOURCES,
  SURNAMES,
  TAGS,
  type BRANDS,
  type TRADES,
} from "./words";

type Fields<R> = Partial<R> & { id: string };
type CustomerFields = Fields<Customer> & { name: string };

export interface Person {
  contact: Fields<Contact>;
  /** Surname and address, as one speaks of them. */
  address: string;
}

export interface CompanyName {
  brand: (typeof BRANDS)[number];
  trade: (typeof TRADES)[number];
}

/** Invented numbers, recognisable by their zeros; each ends in four digits of its own. */
export const phoneOf = (serial: number) =>
  `${["138", "139", "136", "158", "186"][serial % 5]}0000${String(1000 + serial).slice(-4)}`;

const HAS_EMAIL = 0.3;
const HAS_WECHAT = 0.5;

export function writeContact(customer: string, serial: number, random: Random): Person {
  const surname = random.pick(SURNAMES);
  const { title, address } = random.pick(POSTS);
  const contact = {
    id: newId(),
    customer,
    name: surname + random.pick(GIVEN_NAMES),
    title,
    phones: [phoneOf(serial)],
    wechat: random.chance(HAS_WECHAT) ? `wx_sample_${serial}` : null,
    email: random.chance(HAS_EMAIL) ? `contact${serial}@example.com` : null,
  };
  return { contact, address: surname + address };
}

export function writeCompany({ brand, trade }: CompanyName, random: Random): CustomerFields {
  const { city, district, road, latitude, longitude } = random.pick(CITIES);
  const made: CustomerFields = {
    id: newId(),
    name: `${city}${brand}${trade.full}`,
    kind: "company",
    aliases: [`${brand}${trade.short}`],
    level: random.weighted(LEVEL_WEIGHTS),
    region: city,
    source: random.pick(SOURCES),
    tags: random.shuffle(TAGS).slice(0, random.int(0, 2)),
  };
  const house = random.int(1, 999);
  const along = house * DEGREES_A_HOUSE;
  const point = { latitude: rounded(latitude + along), longitude: rounded(longitude + along / 2) };
  return { ...made, address: `${city}市${district}${road}${house}号`, ...point };
}

const DEGREES_A_HOUSE = 0.00002;
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** A customer who is a person: a shop owner or a self-employed buyer. */
export function writePerson(serial: number, random: Random): CustomerFields {
  return {
    id: newId(),
    name: random.pick(SURNAMES) + random.pick(GIVEN_NAMES),
    kind: "person",
    aliases: [],
    level: random.pick(["C", "D"] as const),
    region: random.pick(CITIES).city,
    source: random.pick(SOURCES),
    tags: [],
    phones: [phoneOf(serial)],
    wechat: `wx_sample_${serial}`,
  };
}

/** Yuan by level, in steps of five thousand. */
const AMOUNTS = { A: [300, 1200], B: [100, 400], C: [40, 150], D: [10, 60] } as const;
const FEN_IN_THOUSAND = 100_000;

export interface Deal {
  customer: CustomerFields;
  product: string;
  stage: Stage;
  stageChangedAt: Date;
  /** The last stage before it was won or lost. */
  closedFrom: Stage;
  now: Date;
}

export function writeOpportunity(deal: Deal, random: Random): Fields<Opportunity> {
  const { customer, product, stage, stageChangedAt, closedFrom, now } = deal;
  const [low, high] = AMOUNTS[customer.level ?? "D"];
  const isOpen = !isClosed(stage);
  const amount = Math.round(random.int(low, high) / 5) * 5 * FEN_IN_THOUSAND;
  const expectedCloseOn = isOpen ? addDays(dayOf(now), random.int(10, 90)) : null;
  const lossReason = stage === "lost" ? random.pick(LOSS_REASONS) : null;
  const onHoldUntil = isOpen && random.chance(0.05) ? addDays(dayOf(now), random.int(30, 60)) : null;
  return {
    id: newId(),
    customer: customer.id,
    name: `${customer.aliases?.[0] ?? customer.name}${product}`,
    amount,
    stage,
    stageChangedAt,
    expectedCloseOn,
    competitors: [],
    lossReason,
    closedFrom: isOpen ? null : closedFrom,
    onHoldSince: onHoldUntil === null ? null : stageChangedAt,
    onHoldUntil,
  };
}
