import type { ModelUsage } from "../../../models/shared/contracts/modelUsage";
import { modelUsageText as t } from "../../../models/shared/text/zhCN/modelUsage";
import { formatFen } from "../../../models/shared/values/money";

interface Line {
  key: string;
  what: string;
  side: string;
  second?: string;
}

const counted = (count: number) => count.toLocaleString("en-US");

export function modelLines({
  calls,
  failed,
  dropped,
  promptTokens,
  completionTokens,
  averageMs,
  cost,
}: ModelUsage): Line[] {
  if (calls === 0) return [];
  const split = t.split(counted(promptTokens), counted(completionTokens));
  return [
    { key: "calls", what: t.calls, side: counted(calls), second: t.failed(failed) },
    { key: "tokens", what: t.tokens, side: counted(promptTokens + completionTokens), second: split },
    { key: "wait", what: t.wait, side: t.seconds(averageMs ?? 0), second: t.dropped(dropped) },
    cost === null
      ? { key: "cost", what: t.cost, side: "—", second: t.noPrice }
      : { key: "cost", what: t.cost, side: formatFen(cost) },
  ];
}

/** Empty is no price; undefined where the words are none. */
export function readPrice(words: string): number | null | undefined {
  if (words.trim() === "") return null;
  const price = Number(words);
  return Number.isFinite(price) && price >= 0 && price <= 1000 ? price : undefined;
}
