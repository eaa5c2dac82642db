import { access as t } from "../../models/shared/text/zhCN/access";
import type { Customer } from "../../models/shared/entities/customer";
import { mentionWords, type CustomerMention } from "../../server/queries/match/types";
import type { DraftCard } from "../reply";
import { fitText, fitTitle, nameOf, openCustomer, row } from "./parts";

/** A colleague has them. Says nothing else, whoever it is; one tap asks to join. */
export function takenCard(mention: CustomerMention): DraftCard {
  const { company, phones } = mention;
  const action = { kind: "requestAccess", company, phones, words: mentionWords(mention) || (phones[0] ?? "") } as const;
  return { title: t.taken, text: t.takenHelp, buttons: [{ text: t.request, action, style: "primary" }] };
}

/** For the owner: who asks, about which customer. */
export function accessAskedCard(request: { id: string; requester: string; customer: Customer }): DraftCard {
  const answer = (yes: boolean) => ({ kind: "answerAccess", request: request.id, yes }) as const;
  return {
    title: fitTitle(t.asks(request.requester)),
    text: t.askHelp,
    rows: [row(t.customer, nameOf(request.customer))],
    buttons: [
      { text: t.yes, action: answer(true), style: "primary" },
      { text: t.no, action: answer(false) },
      openCustomer(request.customer),
    ],
  };
}

/** For who asked. A no tells nothing but the words they used themselves. */
export function accessAnsweredCard(answer: {
  words: string;
  joined: { owner: string; customer: Customer | null } | null;
}): DraftCard {
  const { words, joined } = answer;
  if (!joined) return { title: fitTitle(t.refused(words)), text: t.refusedHelp };
  return {
    title: fitTitle(t.granted(words)),
    text: fitText(joined.customer ? t.grantedHelp(joined.owner) : t.grantedTalk(joined.owner)),
    buttons: joined.customer ? [openCustomer(joined.customer)] : [],
  };
}
