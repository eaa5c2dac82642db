import type { HandOverPlan } from "../../models/shared/contracts/rights";
import { t as chat } from "../../models/shared/text/zhCN/chat";
import { rightsTalk } from "../../models/shared/text/zhCN/rightsTalk";
import { formatFen } from "../../models/shared/values/money";
import { UNDO_BUTTON_MS } from "../draft/draft";
import type { DraftButton, DraftCard } from "../reply";
import { fitTitle, row } from "./parts";

const { handOver: t } = rightsTalk;

/** What goes with somebody's customers. */
export const planRows = ({ customers, deals, amount, reminders, promises }: HandOverPlan) => [
  row(t.rows.customers, t.customers(customers)),
  ...(deals > 0 ? [row(t.rows.deals, t.deals(deals, formatFen(amount)))] : []),
  ...(reminders > 0 ? [row(t.rows.reminders, t.things(reminders))] : []),
  ...(promises > 0 ? [row(t.rows.promises, t.promises(promises))] : []),
];

interface Ends {
  giver: string;
  taker: string;
  /** The message that ordered it; null for what was ordered in the mini-app, where there is no taking back. */
  message: string | null;
}

const ownerRow = ({ giver, taker }: Ends) => row(rightsTalk.rows.owner, taker, { oldValue: giver });

const undo = ({ message }: Ends): DraftButton[] =>
  message ? [{ text: chat.actions.undo, action: { kind: "undo", message }, lastsMs: UNDO_BUTTON_MS }] : [];

type HandOverCard = DraftCard & { buttons: DraftButton[] };

/** All have gone; `left` are those whom the receiver could no longer take. */
export const handedOverCard = (moved: number, ends: Ends, left = 0): HandOverCard => ({
  title: fitTitle(t.done(moved)),
  rows: [ownerRow(ends), ...(left > 0 ? [row(chat.rows.note, t.left(left))] : [])],
  buttons: moved > 0 ? undo(ends) : [],
});

export const underWayCard = (count: number, ends: Ends): HandOverCard => ({
  title: fitTitle(t.underWay(count)),
  text: t.underWayHelp,
  rows: [ownerRow(ends)],
  buttons: undo(ends),
});

/** All are back but those that the receiver has worked on since. */
export const takenBackCard = (
  back: number,
  { giver, taker, stayed }: { giver: string; taker: string; stayed: number },
) => ({
  title: fitTitle(t.takenBack(back)),
  rows: [
    row(rightsTalk.rows.owner, giver, { oldValue: taker }),
    ...(stayed > 0 ? [row(chat.rows.note, t.stayed(stayed))] : []),
  ],
});
