import type { Allowance } from "../../../models/shared/contracts/allowances";
import type { UsageItem } from "../../../models/shared/contracts/read";

const MOST = 1_000_000_000;

/** Undefined where the words are no such number. */
function readMonthly(words: string): number | undefined {
  const number = Number(words.replaceAll(/[,，\s]/g, "") || Number.NaN);
  return Number.isInteger(number) && number >= 1 && number <= MOST ? number : undefined;
}

/** Null while either is no number. */
export function readAllowance(words: { calls: string; messages: string }): Allowance | null {
  const [calls, messages] = [readMonthly(words.calls), readMonthly(words.messages)];
  return calls === undefined || messages === undefined ? null : { calls, messages };
}

/** The platforms that something was counted of, each once. */
export const platformsIn = (items: UsageItem[]): string[] => [...new Set(items.map(({ platform }) => platform))];
