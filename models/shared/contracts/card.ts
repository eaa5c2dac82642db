import { z } from "zod";

/** Words of the rep's own sentence behind a value; offsets are UTF-16 units of the original message. */
export const sourceWords = z.object({ text: z.string(), start: z.int(), end: z.int() });
export type SourceWords = z.infer<typeof sourceWords>;

export const cardRow = z.object({
  label: z.string(),
  value: z.string(),
  /** The value before this change, shown struck through. */
  oldValue: z.string().optional(),
  /** The words behind the value, or `computed` where code worked it out. */
  source: z.union([sourceWords, z.literal("computed")]).optional(),
});
export type CardRow = z.infer<typeof cardRow>;

export const cardButton = z.union([
  z.object({ text: z.string(), actionId: z.string(), style: z.enum(["primary", "plain", "quiet"]).optional() }),
  z.object({ text: z.string(), path: z.string(), style: z.enum(["primary", "plain", "quiet"]).optional() }),
]);
export type CardButton = z.infer<typeof cardButton>;

/** The one thing both chat platforms and the mini-app can show. A path is inside the mini-app, e.g. `/customers/ID`. */
export const card = z.object({
  title: z.string(),
  subtitle: z.string().optional(),
  text: z.string().optional(),
  rows: z.array(cardRow).default([]),
  /** The rep's own sentence, in full. */
  quote: z.object({ title: z.string(), text: z.string() }).optional(),
  buttons: z.array(cardButton).default([]),
  /** It asks for something that stays to be done until it is done on this page: a platform may keep it on its list of such things. */
  task: z.object({ path: z.string(), dueAt: z.string().optional() }).optional(),
  /** A first word while the answer is made, which takes its place where the platform can do that. */
  interim: z.literal(true).optional(),
});
export type Card = z.infer<typeof card>;
