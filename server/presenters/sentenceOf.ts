import { errorSentences } from "../../models/shared/text/zhCN/errors";
import { gateSentence } from "../../models/shared/text/zhCN/gates";
import { poolText } from "../../models/shared/text/zhCN/pool";
import type { AppError, ClaimProblem, ErrorCode } from "../errors";

const sentences: Record<ErrorCode, string> = errorSentences;

function claimSentence(code: ErrorCode, { limit, from }: ClaimProblem): string {
  if (from) return poolText.tooEarly(from);
  if (limit === undefined) return sentences[code];
  return code === "claims_full" ? poolText.claimsFull(limit) : poolText.claimsUsedUp(limit);
}

/** What a failure is told as, to the person who met it. */
export function sentenceOf({ code, details: { gate, claim } }: Pick<AppError, "code" | "details">): string {
  if (gate) return gateSentence(gate.stage, gate.missing);
  return claim ? claimSentence(code, claim) : sentences[code];
}
