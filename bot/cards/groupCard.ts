import { t } from "../../models/shared/text/zhCN/chat";
import type { DraftCard, Reply } from "../reply";
import { noteCard } from "./askCards";

/** What a group sees of an answer: that there is one. Names, amounts and words stay in the private chat. */
export function groupCard(reply: Reply): DraftCard {
  if (reply.wrote !== undefined) return noteCard(t.group.saved);
  return noteCard(reply.draft || reply.question ? t.group.asks : t.group.answered);
}
