import type { AbsentTopic } from "../../../models/shared/contracts/extraction";
import { t } from "../../../models/shared/text/zhCN/chat";
import { answers, figureWords } from "../../../models/shared/text/zhCN/figures";
import { noteCard } from "../../cards/askCards";
import { reply, type DraftButton, type Reply } from "../../reply";

/** What comes closest, one tap away. */
const INSTEAD: Record<AbsentTopic, DraftButton[]> = {
  contracts: [
    { text: answers.seeRows(figureWords.won.label), path: "/rows/opportunities?stage=won&sort=-stageChangedAt" },
  ],
  payments: [
    { text: answers.seeRows(figureWords.won.label), path: "/rows/opportunities?stage=won&sort=-stageChangedAt" },
  ],
  publicPool: [{ text: t.actions.customers, path: "/customers?view=silent" }],
  sharing: [],
  export: [{ text: t.actions.customers, path: "/customers" }],
};

/** Says that there is no such thing yet, rather than answer something else. */
export function absentReply(topic: AbsentTopic): Reply {
  const { title, text } = answers.absent[topic];
  return reply({ ...noteCard(title, text), buttons: INSTEAD[topic] });
}
