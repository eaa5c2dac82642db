import type { Matter } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import { attachFiles } from "../../server/commands/file/attachFiles";
import { createRecord } from "../../server/commands/records";
import type { Ctx } from "../../server/context";
import { findReadable } from "../../server/queries/findReadable";
import { NO_MENTION } from "../../server/queries/match/types";
import { matchCustomers } from "../../server/queries/matchCustomers";
import type { Action } from "../actions";
import { fitButton, fitTitle, nameOf, openCustomer } from "../cards/parts";
import { advance } from "../draft/advance";
import { UNDO_BUTTON_MS, type Draft } from "../draft/draft";
import { customerInTalk } from "../draft/resolve";
import type { NoteName } from "../plan";
import type { DraftCard, Reply } from "../reply";
import { showNote } from "./fixedNotes";

/** Asks in one line what was sent; the customer in talk is one tap away. */
export async function askAboutFiles(ctx: Ctx, name: NoteName, files: string[]): Promise<Reply> {
  const { cards } = await showNote(ctx, name);
  const inTalk = await customerInTalk(ctx);
  const attach = inTalk && {
    text: fitButton(t.other.attachTo(nameOf(inTalk))),
    action: { kind: "attach", files, customer: inTalk.id } as const,
  };
  return {
    cards: cards.map((card): DraftCard => ({ ...card, ...(attach ? { buttons: [attach] } : {}) })),
    question: { kind: "files", files },
  };
}

/** Onto the customer that was tapped, as a note of its own. */
export async function attachTo(ctx: Ctx, pressed: Extract<Action, { kind: "attach" }>): Promise<Reply> {
  const customer = await findReadable(ctx, "customer", pressed.customer);
  const note = { customer: customer.id, content: t.other.fileNote, happenedAt: ctx.now };
  const followUp = await createRecord(ctx, "followUp", note);
  await attachFiles(ctx, { files: pressed.files, followUp: followUp.id });
  const undo = { kind: "undo", message: String(ctx.source.messageId) } as const;
  return {
    cards: [
      {
        title: fitTitle(t.other.attached(nameOf(customer))),
        buttons: [{ text: t.actions.undo, action: undo, lastsMs: UNDO_BUTTON_MS }, openCustomer(customer)],
      },
    ],
    wrote: true,
    about: customer.id,
    closedAs: fitButton(t.other.attachTo(nameOf(customer))),
  };
}

const LONGEST_NAME = 24;

/** Bare words that some customer or contact in reach is called by. */
async function namedIn(ctx: Ctx, said: Draft): Promise<Matter["customers"]> {
  const words = said.text.trim();
  const value = { value: words, source: { text: words, start: 0, end: words.length } };
  if (words.length > LONGEST_NAME) return [];
  if ((await matchCustomers(ctx, { ...NO_MENTION, company: words })).length > 0)
    return [{ phones: [], company: value }];
  return (await matchCustomers(ctx, { ...NO_MENTION, name: words })).length > 0 ? [{ phones: [], name: value }] : [];
}

/** Words that are no record on their own: whose file it is, or what it shows. */
async function asNote(ctx: Ctx, said: Draft): Promise<Draft> {
  const named = said.reading.matters.flatMap((matter) => matter.customers);
  const customers = named.length > 0 ? named : await namedIn(ctx, said);
  const content = { value: said.text.trim(), source: { text: said.text, start: 0, end: said.text.length } };
  const matter = {
    ...{ customers, nextActions: [], keywords: [], products: [], competitors: [] },
    followUp: { method: null, content },
  };
  const about = customers.length > 0 ? said.about : (said.about ?? (await customerInTalk(ctx))?.id ?? null);
  return { ...said, about, reading: { ...said.reading, matters: [matter] } };
}

/** What was said next is about the file: a record that carries it, a customer's name, or what it shows. */
export async function answerFiles(ctx: Ctx, files: string[], said: Draft): Promise<Reply> {
  const isRecord = said.reading.matters.some(
    (matter) => matter.followUp ?? matter.amount ?? matter.nextActions.length > 0,
  );
  const isCustomer = said.reading.intent === "create_customer" && said.reading.matters.length > 0;
  const draft = isRecord || isCustomer ? said : await asNote(ctx, said);
  return advance(ctx, { ...draft, files });
}
