import { t } from "../../models/shared/text/zhCN/chat";
import type { Ctx } from "../../server/context";
import { matchCustomers } from "../../server/queries/matchCustomers";
import { noteCard, promptCard } from "../cards/askCards";
import { fitButton, nameOf, quoteOf } from "../cards/parts";
import { findReadable } from "../../server/queries/findReadable";
import { formatDay } from "../../models/shared/values/day";
import type { Action } from "../actions";
import { advance } from "../draft/advance";
import type { Draft } from "../draft/draft";
import { leaveHouse } from "../draft/joinHouse";
import { isStanding } from "../draft/lastWritten";
import { hintsOf, mentionOf } from "../draft/resolve";
import { closeDraft, closeQuestion, findDraft } from "../pending";
import { reply, type DraftCard, type Reply } from "../reply";

type DraftAction = Extract<Action, { draft: string }>;

export const expiredReply = (): Reply => ({
  ...reply(noteCard(t.other.expiredTitle, t.other.expiredText)),
  closedAs: t.closed.expired,
});

/** Whom a draft is about, pressed or said. */
export async function choose(
  ctx: Ctx,
  asked: Draft,
  chosen: Pick<Extract<Action, { kind: "choose" }>, "matter" | "customer">,
): Promise<Reply> {
  const { matter, customer } = chosen;
  const key = String(matter);
  if (customer === null) {
    const answer = await advance(ctx, { ...asked, choices: { ...asked.choices, [key]: { isNew: true } } });
    return { ...answer, closedAs: t.closed.chosenNew };
  }
  const draft = await leaveHouse(ctx, asked, customer);
  const mention = draft.reading.matters[matter] ? mentionOf(draft.reading.matters[matter]) : null;
  const candidates = mention ? await matchCustomers(ctx, mention, hintsOf(draft)) : [];
  const contact = candidates.find((candidate) => candidate.customer.id === customer)?.contact ?? null;
  const choices = { ...draft.choices, [key]: { customer, contact: contact?.id ?? null } };
  const answer = await advance(ctx, { ...draft, choices, isConfirmed: false });
  const name = contact?.name ?? nameOf(await findReadable(ctx, "customer", customer));
  return { ...answer, closedAs: fitButton(t.closed.chosen(name)) };
}

async function chooseDeal(ctx: Ctx, draft: Draft, chosen: Extract<Action, { kind: "chooseDeal" }>): Promise<Reply> {
  const { matter, deal } = chosen;
  const answer = await advance(ctx, { ...draft, deals: { ...draft.deals, [String(matter)]: deal } });
  const name = deal ? (await findReadable(ctx, "opportunity", deal)).name : t.actions.noDeal;
  return { ...answer, closedAs: fitButton(t.closed.chosen(name)) };
}

/** What it would have replaced stands. What is gone is named: something else may have been said since. */
const cancelledCard = (draft: Draft): DraftCard =>
  draft.replaces
    ? noteCard(t.correct.dropped)
    : { ...noteCard(t.preview.cancelled, t.preview.cancelledHelp), quote: quoteOf(draft) };

async function pressOn(ctx: Ctx, draft: Draft, pressed: DraftAction): Promise<Reply> {
  switch (pressed.kind) {
    case "confirm":
      return { ...(await advance(ctx, { ...draft, isConfirmed: true })), closedAs: t.closed.confirmed };
    case "cancel":
      await closeDraft(ctx, draft.id, t.closed.cancelled);
      await closeQuestion(ctx);
      return { ...reply(cancelledCard(draft)), closedAs: t.closed.cancelled };
    case "edit":
      return {
        cards: [promptCard(t.ask.editTitle, t.ask.editHelp)],
        question: { kind: "editDraft", draft: draft.id },
        draft,
        closedAs: t.closed.editing,
      };
    case "choose":
      return choose(ctx, draft, pressed);
    case "chooseDeal":
      return chooseDeal(ctx, draft, pressed);
    case "pick":
      // Pressed without anybody picked: the page it leads to has not answered yet.
      return expiredReply();
    case "chooseDay": {
      const days = { ...draft.days, [`${pressed.matter}.${pressed.step}`]: pressed.day };
      return { ...(await advance(ctx, { ...draft, days })), closedAs: fitButton(formatDay(pressed.day)) };
    }
  }
}

/** A button of an unfinished sentence. A draft that was answered otherwise meanwhile is settled. */
export async function pressDraft(ctx: Ctx, pressed: DraftAction): Promise<Reply> {
  const draft = await findDraft(ctx, pressed.draft);
  if (!draft || (draft.replaces && !(await isStanding(ctx, draft.replaces)))) return expiredReply();
  const answer = await pressOn(ctx, draft, pressed);
  if (answer.wrote) await closeDraft(ctx, draft.id, t.closed.confirmed);
  return answer;
}
