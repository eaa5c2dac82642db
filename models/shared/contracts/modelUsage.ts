import { z } from "zod";

/** What a thousand tokens cost, in yuan; null where nobody said. */
export const modelPrices = z.strictObject({
  promptPer1k: z.number().min(0).max(1000).nullable(),
  completionPer1k: z.number().min(0).max(1000).nullable(),
});
export type ModelPrices = z.infer<typeof modelPrices>;
export const NO_PRICES: ModelPrices = { promptPer1k: null, completionPer1k: null };

export const versionedPrices = z.strictObject({ version: z.int().min(0), value: modelPrices });
export type VersionedPrices = z.infer<typeof versionedPrices>;

/** Whether the model may see pictures. Nothing in a picture can be masked, so nobody but an admin says yes. */
export const photoReading = z.strictObject({ allowed: z.boolean() });
export type PhotoReading = z.infer<typeof photoReading>;
export const NO_PHOTO_READING: PhotoReading = { allowed: false };

export const versionedPhotoReading = z.strictObject({ version: z.int().min(0), value: photoReading });
export type VersionedPhotoReading = z.infer<typeof versionedPhotoReading>;

/** What the model was asked this month. */
export const modelUsage = z.object({
  month: z.string(),
  calls: z.int(),
  failed: z.int(),
  /** Values of its answers that the messages did not support. */
  dropped: z.int(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  /** Milliseconds a call, on average; null without calls. */
  averageMs: z.int().nullable(),
  /** Fen; null while no price is set. */
  cost: z.int().nullable(),
  prices: versionedPrices,
  photos: versionedPhotoReading,
});
export type ModelUsage = z.infer<typeof modelUsage>;
