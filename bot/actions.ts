import { z } from "zod";
import { CORRECTABLE } from "../models/shared/contracts/extraction";
import { position } from "../models/shared/contracts/visits";

/** A lead that becomes a customer: the one named, or a new one. */
const convertStep = z.object({
  verb: z.literal("convert"),
  lead: z.string(),
  customer: z.string().nullable(),
  withDeal: z.boolean(),
});

/** A change of who may see or has a customer, once it is confirmed. */
const orderStep = z.discriminatedUnion("verb", [
  z.object({
    verb: z.literal("grant"),
    customer: z.string(),
    user: z.string(),
    right: z.enum(["read", "write"]),
    endsAt: z.string(),
  }),
  z.object({ verb: z.literal("revoke"), customer: z.string(), grant: z.string() }),
  z.object({ verb: z.literal("transfer"), customer: z.string(), user: z.string() }),
  z.object({ verb: z.literal("handOver"), from: z.string(), to: z.string() }),
  /** What they had goes to a colleague; null is the public pool. */
  z.object({ verb: z.literal("disable"), user: z.string(), to: z.string().nullable() }),
  z.object({ verb: z.literal("enable"), user: z.string() }),
  z.object({
    verb: z.literal("target"),
    kind: z.enum(["person", "department"]),
    subject: z.string(),
    period: z.string(),
    amount: z.int(),
    version: z.int(),
  }),
  z.object({ verb: z.literal("restore"), customer: z.string() }),
  z.object({
    verb: z.literal("protect"),
    /** Null makes one of that name. */
    customer: z.string().nullable(),
    name: z.string(),
    protectedFor: z.string().nullable(),
  }),
  z.object({ verb: z.literal("claim"), customers: z.array(z.string()) }),
  z.object({ verb: z.literal("release"), customer: z.string(), reason: z.string() }),
  convertStep,
  z.object({ verb: z.literal("assignLead"), lead: z.string(), user: z.string() }),
]);
export type OrderStep = z.infer<typeof orderStep>;

/**
 * What a button does. Stored sealed, one row a button; the chat platform only ever sees the row's id.
 * A draft is an unfinished sentence (draft/draft.ts); a message is an inbox item whose writes can be taken back.
 */
export const action = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("confirm"), draft: z.string() }),
  z.object({ kind: z.literal("cancel"), draft: z.string() }),
  z.object({ kind: z.literal("edit"), draft: z.string() }),
  z.object({ kind: z.literal("choose"), draft: z.string(), matter: z.int(), customer: z.string().nullable() }),
  z.object({ kind: z.literal("pick"), draft: z.string(), matter: z.int() }),
  z.object({ kind: z.literal("chooseDay"), draft: z.string(), matter: z.int(), step: z.int(), day: z.string() }),
  z.object({ kind: z.literal("chooseDeal"), draft: z.string(), matter: z.int(), deal: z.string().nullable() }),
  z.object({ kind: z.literal("undo"), message: z.string() }),
  z.object({ kind: z.literal("undoRun"), run: z.string() }),
  z.object({ kind: z.literal("editSaved"), message: z.string() }),
  z.object({ kind: z.literal("remember"), mention: z.string(), customer: z.string(), message: z.string() }),
  z.object({
    kind: z.literal("requestAccess"),
    company: z.string().nullable(),
    phones: z.array(z.string()),
    words: z.string(),
  }),
  z.object({ kind: z.literal("answerAccess"), request: z.string(), yes: z.boolean() }),
  z.object({ kind: z.literal("plan"), customer: z.string(), text: z.string(), day: z.string() }),
  z.object({ kind: z.literal("completeReminder"), reminder: z.string() }),
  z.object({
    kind: z.literal("postponeReminder"),
    reminder: z.string(),
    preset: z.enum(["oneHour", "tomorrowMorning"]),
  }),
  z.object({ kind: z.literal("postponeTo"), reminder: z.string(), until: z.string() }),
  z.object({ kind: z.literal("askTime"), reminder: z.string() }),
  z.object({ kind: z.literal("attach"), files: z.array(z.string()), customer: z.string() }),
  z.object({ kind: z.literal("dropReminder"), reminder: z.string() }),
  z.object({ kind: z.literal("approveMove"), approval: z.string() }),
  z.object({ kind: z.literal("askRefusal"), approval: z.string() }),
  z.object({ kind: z.literal("refuseMove"), approval: z.string(), note: z.string() }),
  z.object({ kind: z.literal("claim"), customers: z.array(z.string()) }),
  z.object({ kind: z.literal("extend"), customer: z.string() }),
  z.object({ kind: z.literal("giveBack"), customers: z.array(z.string()), owner: z.string() }),
  z.object({ kind: z.literal("release"), customer: z.string(), reason: z.string() }),
  z.object({ kind: z.literal("nudgeOwner"), customer: z.string() }),
  z.object({ kind: z.literal("askHeir"), customer: z.string() }),
  z.object({ kind: z.literal("reassign"), customer: z.string(), user: z.string() }),
  z.object({ kind: z.literal("quietRisk"), customer: z.string() }),
  z.object({ kind: z.literal("gotIt") }),
  z.object({ kind: z.literal("keepRight"), item: z.string() }),
  z.object({ kind: z.literal("takeRightBack"), item: z.string() }),
  z.object({ kind: z.literal("rehearseRule"), rule: z.string() }),
  z.object({ kind: z.literal("switchRule"), rule: z.string(), active: z.boolean() }),
  z.object({ kind: z.literal("takeLead"), lead: z.string() }),
  z.object({ kind: z.literal("askInvalid"), lead: z.string() }),
  z.object({ kind: z.literal("invalidateLead"), lead: z.string(), reason: z.string() }),
  z.object({ kind: z.literal("askConvert"), lead: z.string() }),
  z.object({ kind: z.literal("convertLead"), step: convertStep }),
  z.object({ kind: z.literal("say"), text: z.string() }),
  z.object({ kind: z.literal("order"), step: orderStep }),
  z.object({ kind: z.literal("dropOrder") }),
  z.object({ kind: z.literal("checkInHere"), customer: z.string(), position, place: z.string() }),
  z.object({ kind: z.literal("placeCustomer"), visit: z.string() }),
  z.object({ kind: z.literal("writeVisit"), visit: z.string() }),
]);
export type Action = z.infer<typeof action>;
export type ActionKind = Action["kind"];

/** What the next sentence may answer. */
export const question = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("result"), reminder: z.string(), customer: z.string().nullable() }),
  z.object({ kind: z.literal("time"), reminder: z.string() }),
  z.object({ kind: z.literal("when"), draft: z.string() }),
  z.object({ kind: z.literal("refusal"), approval: z.string() }),
  z.object({ kind: z.literal("invalidLead"), lead: z.string() }),
  /** Where the visit takes place: a location answers, and a time agrees when. */
  z.object({ kind: z.literal("place"), customer: z.string(), visit: z.string().nullable() }),
  /** How long a colleague is to see a customer. */
  z.object({ kind: z.literal("until"), customer: z.string(), user: z.string(), right: z.enum(["read", "write"]) }),
  /** What came of a visit. */
  z.object({ kind: z.literal("visited"), visit: z.string(), customer: z.string() }),
  z.object({
    kind: z.literal("who"),
    draft: z.string(),
    matter: z.int(),
    /** The customers offered, in the order of the card. */
    offered: z.array(z.string()).default([]),
  }),
  /** The customers a list shows, in its order: nobody is asked, but the next words may mean one of them. */
  z.object({ kind: z.literal("listed"), customers: z.array(z.string()) }),
  z.object({ kind: z.literal("editDraft"), draft: z.string(), field: z.enum(CORRECTABLE).optional() }),
  z.object({ kind: z.literal("editSaved"), message: z.string(), field: z.enum(CORRECTABLE).optional() }),
  z.object({ kind: z.literal("files"), files: z.array(z.string()) }),
]);
export type Question = z.infer<typeof question>;
