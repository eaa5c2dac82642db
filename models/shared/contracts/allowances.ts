import { z } from "zod";

const monthly = z.int().min(1).max(1_000_000_000);

/** What a company may use of a platform in a month, by what is counted. */
export const allowance = z.strictObject({ calls: monthly, messages: monthly });
export type Allowance = z.infer<typeof allowance>;

/** By platform; one that is not here allows what its basic edition does. */
export const allowances = z.record(z.string().min(1).max(40), allowance);
export type Allowances = z.infer<typeof allowances>;

export const versionedAllowances = z.strictObject({ version: z.int().min(0), value: allowances });
export type VersionedAllowances = z.infer<typeof versionedAllowances>;
