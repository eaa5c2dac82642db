import { z } from "zod";

export const reviewedRight = z.object({
  id: z.string(),
  userName: z.string(),
  words: z.string(),
  isKept: z.boolean(),
});
export type ReviewedRight = z.infer<typeof reviewedRight>;
