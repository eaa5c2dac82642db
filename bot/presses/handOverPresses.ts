import { HANDED_OVER_AT_ONCE } from "../../models/shared/values/handOver";
import { rightsTalk } from "../../models/shared/text/zhCN/rightsTalk";
import { rowsPath } from "../../models/shared/values/rowsPath";
import { dayOf } from "../../models/shared/values/day";
import { handOverCustomers } from "../../server/commands/customer/handOverCustomers";
import { updateUser } from "../../server/commands/user/updateUser";
import type { Ctx } from "../../server/context";
import { answersForAllOf } from "../../server/policies";
import { findUserNames } from "../../server/queries/findNames";
import { planHandOver } from "../../server/queries/planHandOver";
import { toRowsBehind } from "../../server/queries/toRowsBehind";
import type { OrderStep } from "../actions";
import { noteCard } from "../cards/askCards";
import { handedOverCard, planRows, underWayCard } from "../cards/handOverCards";
import { fitTitle, row } from "../cards/parts";
import { reply, type DraftButton, type Reply } from "../reply";

const t = rightsTalk.handOver;

const namesOf = async (ids: string[]) => new Map(await findUserNames(ids));

const seeCustomers = (ctx: Ctx, owner: string): DraftButton[] =>
  answersForAllOf(ctx.actor, owner)
    ? [{ text: t.see, path: rowsPath(toRowsBehind("customers", { today: dayOf(ctx.now), owner })) }]
    : [];

/** Gives all of somebody's customers to a colleague; of very many it says that they are on their way. */
export async function pressHandOver(ctx: Ctx, { from, to }: Extract<OrderStep, { verb: "handOver" }>): Promise<Reply> {
  const { moved, left } = await handOverCustomers(ctx, { from, to });
  const names = await namesOf([from, to]);
  const ends = { giver: names.get(from) ?? "", taker: names.get(to) ?? "" };
  if (moved + left === 0) return reply(noteCard(t.nothing(ends.giver)));
  const message = String(ctx.source.messageId);
  const card = left > 0 ? underWayCard(left, { ...ends, message }) : handedOverCard(moved, { ...ends, message });
  return { ...reply({ ...card, buttons: [...card.buttons, ...seeCustomers(ctx, to)] }), wrote: true };
}

/** Shuts somebody out at once; what they had is somebody's before the card says so, where it is not very much. */
export async function pressDisable(ctx: Ctx, { user, to }: Extract<OrderStep, { verb: "disable" }>): Promise<Reply> {
  const plan = await planHandOver(ctx, user);
  const handsOverLater = plan.customers > HANDED_OVER_AT_ONCE;
  const { name } = await updateUser(ctx, { id: user, disabled: true, handOverTo: to, handsOverLater });
  const heir = to === null ? t.pool : ((await namesOf([to])).get(to) ?? "");
  return reply({
    title: fitTitle(t.disabled(name)),
    ...(handsOverLater ? { text: t.later } : {}),
    rows: [row(t.rows.to, heir), ...planRows(plan)],
    buttons: [
      { text: rightsTalk.enable.button, action: { kind: "order", step: { verb: "enable", user } } },
      ...(to === null ? [] : seeCustomers(ctx, to)),
      { text: t.members, path: "/members" },
    ],
  });
}
