import { fieldLabels } from "./fields";

/** What may be missing at a gate, as the server tells it. */
type Missing = { kind: "visits"; needed: number; have: number } | { kind: "field"; field: string };

const labels: Record<string, string> = fieldLabels.opportunity;

const missingWords = (missing: Missing): string =>
  missing.kind === "visits"
    ? `拜访了 ${missing.have} 次，要满 ${missing.needed} 次`
    : `${labels[missing.field] ?? missing.field}还没填`;

/** Why a deal may not enter a stage, and what would change that. */
export const gateSentence = (stage: string, missing: readonly Missing[]): string =>
  `还不能到${stage}：${missing.map(missingWords).join("，")}。`;
