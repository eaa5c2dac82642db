import { defineEntity, type RecordOf } from "../defineEntity";
import { choice, day, instant, list, managed, number, personal, ref, required, text } from "../fields";

export const CUSTOMER_KINDS = ["company", "person"] as const;
export const CUSTOMER_LEVELS = ["A", "B", "C", "D"] as const;
export const CUSTOMER_FLAGS = ["key"] as const;

/** A company or a person the house sells to. */
export const customer = defineEntity("customer", {
  titleField: "name",
  fields: {
    name: required(text({ max: 80, list: true, search: "name" })),
    kind: choice(CUSTOMER_KINDS, { list: true, filter: true }),
    aliases: list({ max: 10, search: "name" }),
    /** The house this one is a branch of. */
    parent: ref("customer", { filter: true }),
    level: choice(CUSTOMER_LEVELS, { list: true, filter: true }),
    /** Marks a key customer whatever its level. */
    flag: choice(CUSTOMER_FLAGS, { filter: true }),
    region: text({ max: 40, filter: true }),
    source: text({ max: 40 }),
    tags: list({ max: 20 }),
    phones: personal("phone", { many: true }),
    wechat: personal("wechat", { many: false }),
    address: text({ max: 200 }),
    /** Where it is, as `values/point` says; both or neither. */
    latitude: number({ min: -90, max: 90 }),
    longitude: number({ min: -180, max: 180 }),
    lastContactAt: managed(instant({ list: true, filter: true })),
    /** Since when its owner has it, where they did not make it; the clock of recycling starts here. */
    ownedSince: managed(instant()),
    /** Set while it belongs to whoever took it from the public pool. */
    claimedAt: managed(instant()),
    /** Of a customer in the public pool: since when, from whom and why. */
    pooledAt: managed(instant({ list: true, filter: true })),
    pooledFrom: managed(text({ max: 24, plain: true })),
    poolReason: managed(text({ max: 200 })),
    /** Until this day nobody is warned of it: whoever leads its owner put that aside. */
    riskQuietUntil: managed(day()),
    /** Reported by its owner, or granted by a manager: not recycled before that moment; and what it was reported for. */
    protectedUntil: managed(instant({ list: true, filter: true })),
    protectedFor: managed(text({ max: 80 })),
  },
});
export type Customer = RecordOf<typeof customer>;

/** Customers that directors look after, whoever owns them. */
export const isKeyCustomer = ({ level, flag }: { level?: unknown; flag?: unknown }): boolean =>
  level === "A" || flag === "key";
