import type { Ctx } from "../../server/context";
import type { Draft } from "../draft/draft";
import type { HandlerName } from "../plan";
import type { Reply } from "../reply";
import { ask } from "./ask";
import { bind } from "./bindGroup";
import { changeReminder } from "./changeReminder";
import { correct } from "./correct";
import { deals } from "./deals";
import { assignLead, convertLead, lead, leads } from "./leads";
import { link } from "./link";
import { feedback } from "./feedback";
import { showHelp, smallTalk } from "./fixedNotes";
import { notYet } from "./questions/absent";
import { order } from "./order";
import { pool } from "./pool";
import { protect } from "./protect";
import { reminder } from "./reminder";
import { rang } from "./rang";
import { again, remindAgain } from "./remindAgain";
import { report } from "./report";
import { rules } from "./rules";
import { search } from "./search";
import { setField } from "./setField";
import { showCustomer } from "./showCustomer";
import { todo } from "./todo";
import { undo } from "./undo";
import { visit } from "./visit";
import { written } from "./written";

/** What answers a sentence that is not simply written down. */
export const handlers: Record<HandlerName, (ctx: Ctx, said: Draft) => Promise<Reply> | Reply> = {
  again,
  ask,
  bind,
  changeReminder,
  correct,
  deals,
  lead,
  leads,
  assignLead,
  convertLead,
  link,
  feedback,
  help: (ctx) => showHelp(ctx),
  notYet: (_ctx, said) => notYet(said),
  order,
  pool,
  protect,
  reminder,
  rang,
  remindAgain,
  report,
  rules: (ctx) => rules(ctx),
  search,
  setField,
  showCustomer,
  smallTalk,
  todo,
  undo,
  visit,
  written: (ctx) => written(ctx),
};
