import { rightsText } from "../../models/shared/text/zhCN/rights";
import { rightsTalk as r } from "../../models/shared/text/zhCN/rightsTalk";
import type { OutboxRow } from "../../models/system/outboxEvent";
import type { Listener } from "../../server/events/dispatchOutbox";
import { findUserNames } from "../../server/queries/findNames";
import { handedOverCard, takenBackCard } from "../cards/handOverCards";
import { fitTitle } from "../cards/parts";
import type { BotDeps } from "../deps";
import { changesOf, countIn, tell, tellAny } from "./tell";

const isBack = ({ name }: OutboxRow) => name === "user.customersTakenBack";

interface Sides {
  by: string;
  giver: string;
  taker: string;
}

/** One card for each side. */
async function tellSides(bot: BotDeps, event: OutboxRow, { by, giver, taker }: Sides): Promise<void> {
  const count = countIn(event, "customers");
  const buttons = [{ text: rightsText.open, path: "/customers" }];
  const back = { title: fitTitle(r.toldTakenBack(by, giver)), text: r.toldTakenBackHelp };
  const got = isBack(event) ? back : { title: fitTitle(r.toldHandedAll(by, giver, count)), buttons };
  await tell(bot, event, { user: String(changesOf(event).get("to")?.newValue), card: got });
  const lost = { title: fitTitle(isBack(event) ? r.toldTakenBack(by, giver) : r.toldMovedAll(by, taker, count)) };
  await tell(bot, event, { user: event.recordId, card: lost });
}

/** Whoever ordered it hears how it ended, where that took a while. */
async function tellOrderer(bot: BotDeps, event: OutboxRow, { giver, taker }: Sides): Promise<void> {
  const [count, left] = [countIn(event, "customers"), countIn(event, "left")];
  const card = isBack(event)
    ? takenBackCard(count, { giver, taker, stayed: left })
    : handedOverCard(count, { giver, taker, message: event.source === "chat" ? event.messageId : null }, left);
  await tellAny(bot, event, { user: event.actorId, card });
}

/** Many customers at once, or back again. */
export const customersHandedOver = (bot: BotDeps): Listener => ({
  on: ["user.customersHandedOver", "user.customersTakenBack"],
  async react(event) {
    const changes = changesOf(event);
    const to = String(changes.get("to")?.newValue);
    const names = new Map(await findUserNames([event.actorId, event.recordId, to]));
    const nameOf = (id: string) => names.get(id) ?? "";
    const sides = { by: nameOf(event.actorId), giver: nameOf(event.recordId), taker: nameOf(to) };
    if (countIn(event, "customers") > 0) await tellSides(bot, event, sides);
    if (changes.get("isAwaited")?.newValue === true) await tellOrderer(bot, event, sides);
  },
});
