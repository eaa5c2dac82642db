import { z } from "zod";
import { CORRECTABLE, matterSchema, readingSchema } from "../../models/shared/contracts/extraction";

/** Whom a matter turned out to be about, once it was asked or found. `isNew` makes the customer with the draft. */
export const customerChoice = z.union([
  z.object({ customer: z.string(), contact: z.string().nullable() }),
  z.object({ isNew: z.literal(true) }),
]);
export type CustomerChoice = z.infer<typeof customerChoice>;

/**
 * A sentence on its way to becoming records: what was read in it and what was answered so far.
 * Each answer fills a gap; then the draft is looked at again from the start.
 */
export const draft = z.object({
  id: z.string(),
  /** The message as typed; the words behind every value. */
  text: z.string(),
  reading: readingSchema,
  /** Per matter. */
  choices: z.record(z.string(), customerChoice),
  /** Settled days, by `matter.step`. */
  days: z.record(z.string(), z.string()),
  /** Per matter, which of several deals; null is none of them. */
  deals: z.record(z.string(), z.string().nullable()).optional(),
  isConfirmed: z.boolean(),
  /** The message whose writes this one replaces. */
  replaces: z.string().nullable(),
  /** The customer whose page it was said on, or whom a pronoun meant when it was said: the talk may have moved on since. */
  about: z.string().nullable(),
  /** The contact there whom a pronoun meant. */
  aboutContact: z.string().optional(),
  /** The customer of whom the person named in it is said to be: 他们李经理. */
  house: z.string().optional(),
  /** The group it was said in, as its binding calls it. */
  group: z.string().nullable().default(null),
  /** The customer that group is bound to. */
  groupCustomer: z.string().nullable().default(null),
  /** Heard by the platform, not typed. */
  spoken: z.boolean().default(false),
  /** Its company was named alone in the message before: that who is named in it is there is likely, not certain. */
  isJoined: z.boolean().optional(),
  /** Read in a picture: nobody said it, so nothing of it is written before somebody looked. */
  fromPicture: z.boolean().optional(),
  saidAt: z.string(),
  /** What the last correction changed, and its matter before that: a card shows old beside new. */
  corrected: z.object({ matter: z.int(), field: z.enum(CORRECTABLE), former: matterSchema }).optional(),
  /** Matters whose person is to be kept as a contact where nobody is called so: somebody said outright that it is them. */
  keeps: z.array(z.int()).optional(),
  /** Pictures and recordings that go with it. */
  files: z.array(z.string()).optional(),
  /** The visit it tells the result of. */
  visit: z.string().optional(),
});
export type Draft = z.infer<typeof draft>;
export type Matter = Draft["reading"]["matters"][number];

export const DRAFT_LIFE_MS = 24 * 60 * 60_000;
export const UNDO_BUTTON_MS = 10 * 60_000;
export const EDIT_MS = 10 * 60_000;
export const CONTEXT_MS = 30 * 60_000;
