import { isActionButton } from "../../card";
import { PlatformError } from "../../errors";
import type { Platform, PlatformUser } from "../../types";
import type { ThriftyDeps } from "../deps";
import { createAllowance } from "./allowance";
import type { DingtalkClient } from "./client";
import { drop } from "./failures";
import { renderMessage } from "./render";
import { openWebhook } from "./replyPath";
import { createNoticeRung, createRobotRung, createWebhookRung, sentAs, type Rung, type Sending } from "./rungs";
import { createTemplateRung, REDRAW, redrawTemplate } from "./templateRung";
import { createTodoRung, finishTodo, readTodo } from "./todoRung";
import type { DingtalkConfig } from "./types";

/** The ways to somebody, the best first; each costs more or shows less than the one before. */
function createRungs(config: DingtalkConfig, client: DingtalkClient, deps: ThriftyDeps) {
  const template = createTemplateRung(config, client, { publicUrl: config.publicUrl, pressPath: deps.pressPath });
  const webhook = createWebhookRung(client, () => deps.now());
  const robot = createRobotRung(config, client);
  const notice = createNoticeRung(config, client);
  const todo = createTodoRung(config, client);
  const allowance = createAllowance(deps);
  /** Outside of the chat, where nobody answers. A notification is heard and costs one call, a to-do is not and costs two. */
  const beside = ({ card }: Sending): Rung[] => [...(config.agentId ? [notice] : []), ...(card.task ? [todo] : [])];
  return (sending: Sending): Rung[] => {
    const { to, card } = sending;
    const answers = openWebhook(to.replyPath, deps.now()) ? [webhook] : [];
    const isPressed = card.buttons.some(isActionButton);
    // As a push a card costs what a message costs, and under its own id it is shown once however often it is sent.
    const cards = config.cardTemplateId && (isPressed || answers.length === 0) ? [template] : [];
    const best = allowance.isScarce("calls") ? [...answers, ...cards] : [...cards, ...answers];
    return [...best, robot, ...(to.groupId ? [] : beside(sending))];
  };
}

/** What only passes is waited out on the same rung; what will not work there is tried on the next. */
const passes = (error: unknown) => !(error instanceof PlatformError) || error.details.failure === "retry";

/** Of all the ways that failed: while somebody can mend one, the card is worth another try. */
const isMendable = (error: unknown) => error instanceof PlatformError && error.details.failure === "admin";

/** Sends one card on the first way that works. */
export function createSend(config: DingtalkConfig, client: DingtalkClient, deps: ThriftyDeps): Platform["send"] {
  const rungsFor = createRungs(config, client, deps);
  const allowance = createAllowance(deps);
  return async function send(to, card, cardId) {
    // That it takes a moment is the first thing to go unsaid.
    if (card.interim && allowance.isScarce("messages")) return sentAs(cardId);
    const message = renderMessage(card, { publicUrl: config.publicUrl, pressPath: deps.pressPath });
    const sending = { to, card, cardId, message };
    let last: unknown;
    for (const rung of rungsFor(sending)) {
      try {
        return await rung(sending);
      } catch (error) {
        if (passes(error)) throw error;
        deps.log.warn({ err: error }, "a card goes another way");
        last = isMendable(last) ? last : error;
      }
    }
    throw last;
  };
}

/** Ends what was sent, in place: a card is drawn again, a to-do is done. */
export function createCloseCard(
  config: DingtalkConfig,
  client: DingtalkClient,
  deps: ThriftyDeps,
): Platform["closeCard"] {
  const paths = { publicUrl: config.publicUrl, pressPath: deps.pressPath };
  const allowance = createAllowance(deps);
  return async function closeCard(_to: PlatformUser, updateToken, closed) {
    const todo = readTodo(updateToken);
    // Nobody can tick it off by hand: left alone it would stand there for ever.
    if (todo) return finishTodo(client, todo);
    // Whoever presses it once more is told so, which costs nothing unless somebody does.
    if (allowance.isScarce("calls")) throw drop(REDRAW, "calls_are_scarce");
    await redrawTemplate(client, { ...closed, cardId: updateToken }, paths);
  };
}
