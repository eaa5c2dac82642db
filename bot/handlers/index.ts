import type { Ctx } from "../../server/context";
import type { Draft } from "../draft/draft";
import type { HandlerName } from "../plan";
import { openly, type Reply } from "../reply";
import { ask } from "./ask";
import { correct } from "./correct";
import { deals } from "./deals";
import { helpCard, notYet, smallTalk } from "./fixedNotes";
import { link } from "./link";
import { reminder } from "./reminder";
import { report } from "./report";
import { search } from "./search";
import { showCustomer } from "./showCustomer";
import { todo } from "./todo";
import { undo } from "./undo";

/** What answers a sentence that is not simply written down. */
export const handlers: Record<HandlerName, (ctx: Ctx, said: Draft) => Promise<Reply> | Reply> = {
  ask,
  correct,
  help: () => openly(helpCard()),
  deals,
  link,
  notYet,
  reminder,
  report,
  search,
  showCustomer,
  smallTalk: (_ctx, said) => smallTalk(said),
  todo,
  undo,
};
