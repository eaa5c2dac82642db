import { t } from "../../models/shared/text/zhCN/chat";
import { rightsReviewText as review } from "../../models/shared/text/zhCN/rightsReview";
import { addDays, dayOf, formatDay } from "../../models/shared/values/day";
import { keepRight, takeRightBack } from "../../server/commands/rights/reviewRight";
import { nudgeOwner } from "../../server/commands/risk/nudgeOwner";
import { quietRisk } from "../../server/commands/risk/quietRisk";
import type { Ctx } from "../../server/context";
import { authorize } from "../../server/policies";
import { findReadable } from "../../server/queries/findReadable";
import { findTeam } from "../../server/queries/findTeam";
import { findUserNames } from "../../server/queries/findNames";
import type { Action } from "../actions";
import { noteCard } from "../cards/askCards";
import { fitButton, fitTitle, nameOf } from "../cards/parts";
import { rehearseRule, switchRule } from "../handlers/rules";
import { undoRun } from "../handlers/undo";
import { UNDO_BUTTON_MS } from "../draft/draft";
import { reply, type Reply } from "../reply";
import { pressOrder } from "./orderPresses";

const KINDS = [
  "nudgeOwner",
  "askHeir",
  "reassign",
  "quietRisk",
  "gotIt",
  "rehearseRule",
  "switchRule",
  "undoRun",
  "keepRight",
  "takeRightBack",
] as const;
type WarningAction = Extract<Action, { kind: (typeof KINDS)[number] }>;

export const isWarningAction = (pressed: Action): pressed is WarningAction =>
  (KINDS as readonly string[]).includes(pressed.kind);

const REST_DAYS = 14;
/** Names on a card; anybody else is chosen on the page. */
const HEIRS = 4;

const undoButton = (ctx: Ctx) => ({
  text: t.actions.undo,
  action: { kind: "undo", message: String(ctx.source.messageId) } as const,
  lastsMs: UNDO_BUTTON_MS,
});

async function nudge(ctx: Ctx, customer: string): Promise<Reply> {
  const { owner } = await nudgeOwner(ctx, { id: customer });
  const [[, name] = ["", ""]] = await findUserNames(owner ? [owner] : []);
  const card = { title: fitTitle(t.risks.nudged(name)), text: t.risks.nudgedHelp, buttons: [undoButton(ctx)] };
  return { ...reply(card), wrote: true, about: customer, closedAs: t.risks.nudge };
}

/** The colleagues one leads, one tap each. */
async function askHeir(ctx: Ctx, id: string): Promise<Reply> {
  const customer = await findReadable(ctx, "customer", id);
  authorize(ctx.actor, "transfer", { entity: "customer", record: customer });
  const heirs = (await findTeam(ctx)).filter((one) => one.id !== customer.owner);
  if (heirs.length === 0) return reply(noteCard(t.risks.nobodyElse));
  const buttons = heirs.slice(0, HEIRS).map(({ id: user, name }) => ({
    text: fitButton(name),
    // Not an order that waits for a yes: the tap on a name is the yes, and a typed one means none of them.
    action: { kind: "reassign", customer: id, user } as const,
  }));
  return {
    ...reply({
      title: fitTitle(t.risks.whom(nameOf(customer))),
      text: t.risks.whomHelp,
      buttons: [...buttons, { text: t.risks.others, path: `/customers/${id}/transfer` }],
    }),
    about: id,
    closedAs: t.risks.reassign,
  };
}

async function rest(ctx: Ctx, id: string): Promise<Reply> {
  const today = dayOf(ctx.now);
  const until = addDays(today, REST_DAYS);
  const customer = await quietRisk(ctx, { id, until });
  const title = fitTitle(t.risks.resting(nameOf(customer), formatDay(until, today)));
  return {
    ...reply({ title, buttons: [undoButton(ctx)] }),
    wrote: true,
    about: id,
    closedAs: t.risks.rest,
  };
}

/** What can be done about a warning, about the rules that give them, and about rights that are looked at. */
export async function pressWarning(ctx: Ctx, pressed: WarningAction): Promise<Reply> {
  switch (pressed.kind) {
    case "nudgeOwner":
      return nudge(ctx, pressed.customer);
    case "askHeir":
      return askHeir(ctx, pressed.customer);
    case "reassign":
      return pressOrder(ctx, { verb: "transfer", customer: pressed.customer, user: pressed.user });
    case "quietRisk":
      return rest(ctx, pressed.customer);
    case "rehearseRule":
      return rehearseRule(ctx, pressed.rule);
    case "switchRule":
      return switchRule(ctx, pressed);
    case "undoRun":
      return undoRun(ctx, pressed.run);
    case "keepRight": {
      const { userName } = await keepRight(ctx, pressed.item);
      return reply(noteCard(fitTitle(review.keptTitle(userName))));
    }
    case "takeRightBack": {
      const { userName } = await takeRightBack(ctx, pressed.item);
      return reply(noteCard(fitTitle(review.revokedTitle(userName))));
    }
    case "gotIt":
      return { cards: [], closedAs: t.risks.gotIt };
  }
}
