import { defineEntity, type RecordOf } from "../defineEntity";
import { choice, day, instant, managed, number, ref, required, text, time } from "../fields";

export const VISIT_STATES = ["planned", "done", "cancelled"] as const;
/** How a check-in stands to the customer's point: there, away from it, no point to compare with, no position at all. */
export const CHECK_INS = ["near", "far", "noPoint", "noPosition"] as const;
/** Where a position is from: the chat app's own locating, the browser's, a location message, or one that its phone calls made up. */
export const POSITION_SOURCES = ["client", "browser", "message", "mock"] as const;

/** Somebody goes to see a customer: planned, done, or both. Its note is a followUp; it rings by its reminder. */
export const visit = defineEntity("visit", {
  titleField: "text",
  fields: {
    customer: required(ref("customer", { filter: true })),
    contact: ref("contact"),
    text: text({ max: 200, list: true, search: "text" }),
    /** The day agreed; null when nobody planned it. */
    plannedOn: day({ list: true, filter: true }),
    time: time({ list: true }),
    state: managed(choice(VISIT_STATES, { list: true, filter: true })),
    /** The day it took place. */
    visitedOn: managed(day({ list: true, filter: true })),
    /** Who goes: the customer may be somebody else's. */
    visitor: managed(text({ max: 24, filter: true, plain: true })),
    followUp: managed(ref("followUp")),
    reminder: managed(ref("reminder")),
    checkIn: managed(choice(CHECK_INS, { list: true, filter: true })),
    /** As the phone tells it; later than that by `checkInSentAt` means it was sent after the fact. */
    checkedInAt: managed(instant({ list: true, filter: true })),
    checkInSentAt: managed(instant()),
    latitude: managed(number({ min: -90, max: 90 })),
    longitude: managed(number({ min: -180, max: 180 })),
    /** Metres within which the phone believes itself. */
    accuracy: managed(number({ min: 0, max: 1_000_000 })),
    /** Metres between the check-in and the customer's point. */
    distance: managed(number({ min: 0, max: 30_000_000, list: true })),
    positionSource: managed(choice(POSITION_SOURCES)),
    place: managed(text({ max: 200 })),
  },
});
export type Visit = RecordOf<typeof visit>;
export type CheckIn = (typeof CHECK_INS)[number];
export type PositionSource = (typeof POSITION_SOURCES)[number];

/** Whether it still waits for its check-in; one that could not say where it was may be made again. */
export const isOpenForCheckIn = ({ state, checkIn }: { state?: unknown; checkIn?: unknown }): boolean =>
  state !== "cancelled" && (checkIn === null || checkIn === undefined || checkIn === "noPosition");
