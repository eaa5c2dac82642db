import type { CardRow } from "../../models/shared/contracts/card";
import { t } from "../../models/shared/text/zhCN/chat";
import { rightsTalk } from "../../models/shared/text/zhCN/rightsTalk";
import { bareCompany } from "../../models/shared/values/companyName";
import type { InboxRow } from "../../models/system/inboxItem";
import { User, type UserRow } from "../../models/system/user";
import type { UndoOutcome } from "../../server/commands/undoOutcome";
import { undoRuleRun } from "../../server/commands/rule/undoRuleRun";
import { undoMessage } from "../../server/commands/undoMessage";
import type { Ctx } from "../../server/context";
import { AppError } from "../../server/errors";
import { lastBeyondUndo, type Beyond } from "../../server/queries/lastBeyondUndo";
import { matchCustomers } from "../../server/queries/matchCustomers";
import { listOwnRuns } from "../../server/queries/rules/listRules";
import { cardLimits } from "../card";
import { noteCard } from "../cards/askCards";
import { fitButton, fitRows, fitTitle, row } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { draftBehind, MOST_OF_A_DAY, writtenMessages } from "../draft/lastWritten";
import { nameAlone } from "../draft/nameAlone";
import { toMention } from "../draft/resolve";
import { wordsBehind } from "../draft/wordsBehind";
import { reply, type DraftButton, type DraftCard, type Reply } from "../reply";

const UNDO_MS = 24 * 60 * 60_000;
/** What rules did beside what one said oneself. */
const SHOWN_RUNS = 3;

/** A correction taken back: what it had put in the place of the former record is not told beside that one. */
const withoutReplaced = ({ removed, putBack }: UndoOutcome) =>
  removed.filter(({ entity }) => !putBack.some((former) => former.entity === entity));

function undoneCard(outcome: UndoOutcome): DraftCard {
  const { putBack, restored, kept } = outcome;
  const removed = withoutReplaced(outcome);
  const changed = [...putBack, ...restored];
  const [first] = [...removed, ...changed];
  const count = removed.length + changed.length;
  const rows = [
    ...kept.map((record) => row(t.rows.note, `${record.title} ${t.undo.kept[record.why]}`)),
    ...removed.map((record) => row(t.undo.entity[record.entity], t.undo.removed("", record.title))),
    ...changed.map((record) => row(t.undo.entity[record.entity], t.undo.restored("", record.title))),
  ];
  const words = removed.length === 0 ? t.undo.back : t.undo;
  const title = count === 1 && first ? words.title(t.undo.entity[first.entity]) : words.titleMany(count);
  return { title: fitTitle(title), rows: fitRows(rows) };
}

/** That it is already gone is an answer, not a failure. */
async function takeBack(work: () => Promise<UndoOutcome>): Promise<Reply> {
  try {
    return { ...reply(undoneCard(await work())), closedAs: t.closed.undone };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...reply(noteCard(t.undo.already)), closedAs: t.closed.undone };
  }
}

/** Takes one message back. */
export const undoOne = (ctx: Ctx, messageId: string): Promise<Reply> => takeBack(() => undoMessage(ctx, { messageId }));

/** Takes back what a rule did. */
export const undoRun = (ctx: Ctx, run: string): Promise<Reply> => takeBack(() => undoRuleRun(ctx, run));

type Run = Awaited<ReturnType<typeof listOwnRuns>>[number];

async function offer(ctx: Ctx, items: InboxRow[], runs: Run[]): Promise<Reply> {
  if (items.length + runs.length === 0) return reply(noteCard(t.undo.nothing, t.undo.nothingHelp));
  const words = await wordsBehind(ctx, items);
  return reply({
    title: t.undo.listTitle,
    rows: fitRows(runs.map(({ ruleName, customerName }) => row(t.undo.rule, t.undo.ofRule(ruleName, customerName)))),
    buttons: [
      ...items.map((item, at) => ({
        text: fitButton(words[at] ?? ""),
        action: { kind: "undo", message: item._id } as const,
      })),
      ...runs.map(({ id, ruleName, customerName }) => ({
        text: fitButton(t.undo.runOf(bareCompany(customerName), ruleName)),
        action: { kind: "undoRun", run: id } as const,
      })),
    ],
  });
}

async function chooseUndo(ctx: Ctx): Promise<Reply> {
  const runs = await listOwnRuns(ctx, { since: new Date(ctx.now.getTime() - UNDO_MS), limit: SHOWN_RUNS });
  return offer(ctx, await writtenMessages(ctx, { ms: UNDO_MS, limit: cardLimits.buttons - runs.length }), runs);
}

async function shutOut({ entity, recordId }: Beyond): Promise<Pick<UserRow, "_id" | "name"> | null> {
  return entity === "user" ? User.findOne({ _id: recordId, disabled: true }, { name: 1 }).lean<UserRow>() : null;
}

/** What undoing reaches instead. */
async function lastRow(ctx: Ctx, last: InboxRow | undefined): Promise<CardRow[]> {
  const words = await wordsBehind(ctx, last ? [last] : []);
  return words.map((one) => row(t.undo.wouldBe, one));
}

/** 停用李雷, then 撤销: that is not what undoing reaches, and what it would reach instead is not taken back unasked. */
async function askBeyond(ctx: Ctx, beyond: Beyond, last: InboxRow | undefined): Promise<Reply> {
  const user = await shutOut(beyond);
  const rows = fitRows(await lastRow(ctx, last));
  const instead: DraftButton[] = last
    ? [{ text: t.undo.thatInstead, action: { kind: "undo", message: last._id } }]
    : [];
  if (!user) return reply({ title: t.undo.notReached, text: t.undo.notReachedHelp, rows, buttons: instead });
  const enable: DraftButton = {
    text: rightsTalk.enable.button,
    action: { kind: "order", step: { verb: "enable", user: user._id } },
  };
  const title = fitTitle(t.undo.notDisabling(user.name));
  return reply({ title, text: t.undo.notDisablingHelp, rows, buttons: [enable, ...instead] });
}

async function customersNamed(ctx: Ctx, name: string): Promise<Set<string>> {
  const person = await nameAlone(ctx, name);
  const candidates = person ? await matchCustomers(ctx, toMention(person)) : [];
  return new Set(candidates.map(({ customer }) => customer.id));
}

/** Whose record free words want taken back: 明远那条撤销; "" is the last one, null are other words. */
function whoseIn(text: string): string | null {
  const said = t.undo.ofSomebody.exec(text.trim())?.groups;
  return said ? (said.whose ?? said.other ?? "").replace(t.undo.lately, "") : null;
}

/** 合同里付款那条删了 is news from a customer: somebody we know must be named, or nobody. */
export async function asksUndo(ctx: Ctx, text: string): Promise<boolean> {
  const whose = whoseIn(text);
  if (whose === null || whose === "" || t.undo.earlier.test(whose)) return whose !== null;
  return (await customersNamed(ctx, whose)).size > 0;
}

/** What was said of one customer: taken back at once where it is one message about nobody else. */
async function undoOf(ctx: Ctx, name: string, ids: Set<string>): Promise<Reply> {
  const all = await writtenMessages(ctx, { ms: UNDO_MS, limit: MOST_OF_A_DAY });
  const items = all.filter((item) => ids.has(item.about ?? "") || draftBehind(item)?.text.includes(name));
  const [only, ...others] = items;
  if (!only) return reply(noteCard(fitTitle(t.undo.nothingOf(name)), t.undo.nothingHelp));
  const isOfOthersToo = (draftBehind(only)?.reading.matters.length ?? 0) > 1;
  return others.length === 0 && !isOfOthersToo
    ? undoOne(ctx, only._id)
    : offer(ctx, items.slice(0, cardLimits.buttons), []);
}

async function undoLast(ctx: Ctx): Promise<Reply> {
  const [last] = await writtenMessages(ctx, { ms: UNDO_MS, limit: 1 });
  const after = { id: last?._id ?? null, at: last?.createdAt ?? new Date(ctx.now.getTime() - UNDO_MS) };
  const beyond = await lastBeyondUndo(ctx, after);
  if (beyond) return askBeyond(ctx, beyond, last);
  return last ? undoOne(ctx, last._id) : reply(noteCard(t.undo.nothing, t.undo.nothingHelp));
}

/** `/撤销` takes back the last chat write of the day, `/撤销 列表` offers a choice, `/撤销 明远` what was said of them. */
export async function undo(ctx: Ctx, { text, reading }: Draft): Promise<Reply> {
  const rest = reading.rest.trim();
  const whose = rest === "" ? "" : (whoseIn(text) ?? whoseIn(`${t.undo.word}${rest}`) ?? rest);
  if (whose === "") return undoLast(ctx);
  const ids = await customersNamed(ctx, whose);
  return ids.size > 0 ? undoOf(ctx, whose, ids) : chooseUndo(ctx);
}
