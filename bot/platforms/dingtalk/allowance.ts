import { SCARCE, type Metered, type ThriftyDeps } from "../deps";
import { NAME } from "./types";

/**
 * What the standard edition gives a company in a month, for all of its apps together; an administrator sets what was bought beyond
 * it. Directory, sign-in and tokens are free.
 * @see https://open.dingtalk.com/document/development/dingtalk-application-development-platform-billing-model
 */
const ALLOWED = { calls: 5000, messages: 3000 } as const satisfies Record<Metered, number>;

export interface Allowance {
  count(what: Metered): void;
  isScarce(what: Metered): boolean;
}

export const createAllowance = ({ meter }: Pick<ThriftyDeps, "meter">): Allowance => ({
  count: (what) => meter.count({ platform: NAME, what, allowed: ALLOWED[what] }),
  isScarce: (what) => meter.share(NAME, what) >= SCARCE,
});
