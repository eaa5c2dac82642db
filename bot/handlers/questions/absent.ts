import type { AbsentTopic, Command } from "../../../models/shared/contracts/extraction";
import { t } from "../../../models/shared/text/zhCN/chat";
import { answers, figureWords } from "../../../models/shared/text/zhCN/figures";
import { noteCard } from "../../cards/askCards";
import type { Draft } from "../../draft/draft";
import { openly, type DraftButton, type Reply } from "../../reply";

/** What comes closest, one tap away. */
const INSTEAD: Record<AbsentTopic, DraftButton[]> = {
  contracts: [
    { text: answers.seeRows(figureWords.won.label), path: "/rows/opportunities?stage=won&sort=-stageChangedAt" },
  ],
  payments: [
    { text: answers.seeRows(figureWords.won.label), path: "/rows/opportunities?stage=won&sort=-stageChangedAt" },
  ],
  quotes: [],
  export: [{ text: t.actions.customers, path: "/customers" }],
};

/** Says that there is no such thing yet, rather than answer something else. */
export function absentReply(topic: AbsentTopic): Reply {
  const { title, text } = answers.absent[topic];
  return openly({ ...noteCard(title, text), buttons: INSTEAD[topic] });
}

const BY_COMMAND: Partial<Record<Command, AbsentTopic>> = {
  quote: "quotes",
  contract: "contracts",
  payment: "payments",
};

/** Commands that are known and cannot be done yet; the words stay in the message log. */
export function notYet({ reading, text }: Draft): Reply {
  if (t.other.deletes.test(text)) {
    const card = noteCard(t.other.deleteTitle, t.other.deleteText);
    return openly({ ...card, buttons: [{ text: t.actions.customers, path: "/customers" }] });
  }
  const topic = reading.command ? BY_COMMAND[reading.command] : undefined;
  return topic ? absentReply(topic) : openly(noteCard(t.other.notYet, t.other.notYetText));
}
