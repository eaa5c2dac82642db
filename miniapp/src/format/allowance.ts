import type { Allowance } from "../../../models/shared/contracts/allowances";
import type { UsageItem } from "../../../models/shared/contracts/read";
import { usagePage } from "../../../models/shared/text/zhCN/usagePage";

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

/** The platforms that give so much a month, each once: of those connected whose editions are known, and those counted. */
export const rationedAmong = (connected: readonly string[], items: readonly UsageItem[]): string[] => [
  ...new Set([
    ...connected.filter((platform) => usagePage.editions(platform).length > 0),
    ...items.map(({ platform }) => platform),
  ]),
];
