import { t } from "../../models/shared/text/zhCN/chat";
import type { Ctx } from "../../server/context";
import { mentionWords, type Candidate, type CustomerMention } from "../../server/queries/match/types";
import type { Draft } from "../draft/draft";
import type { DraftCard } from "../reply";
import { CHOICES } from "./askCards";
import { chooseButtons, moreButton, reasonsOf } from "./candidateWords";
import { fitTitle, nameOf, quoteOf, row } from "./parts";

interface Ambiguous {
  /** Which matter of the draft. */
  index: number;
  mention: CustomerMention;
  candidates: Candidate[];
}

/** Which 张总? One tap decides; the reasons stand in the lines. Who is not among the first is picked in the mini-app. */
export function askCustomerCard(ctx: Ctx, draft: Draft, { index, mention, candidates }: Ambiguous): DraftCard {
  const shown = candidates.slice(0, CHOICES);
  const at = { draft: draft.id, matter: index };
  return {
    title: fitTitle(t.ask.whichTitle(mentionWords(mention))),
    text: t.ask.whichHelp,
    rows: shown.map((candidate) => {
      const { contact, customer } = candidate;
      return row(contact?.name ?? t.rows.customer, `${nameOf(customer)} ${reasonsOf(ctx, candidate)}`);
    }),
    quote: quoteOf(draft),
    buttons: [
      ...chooseButtons(
        draft,
        shown.map((candidate) => ({ ...candidate, matter: index })),
      ),
      ...(candidates.length > CHOICES ? [moreButton(at)] : []),
      { text: t.actions.noneNew, style: "quiet", action: { kind: "choose", ...at, customer: null } },
    ],
  };
}
