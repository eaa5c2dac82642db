import type { CardRow } from "../../models/shared/contracts/card";
import { t } from "../../models/shared/text/zhCN/chat";
import type { Ctx } from "../../server/context";
import { recentCustomers } from "../../server/queries/recentCustomers";
import { nameOf, row } from "../cards/parts";
import { customerInTalk } from "../draft/resolve";

/** Three sentences for where somebody is now. `isOpen`: no customer's name is in them. */
export interface Examples {
  rows: CardRow[];
  isOpen: boolean;
}

const asRows = (examples: string[]) => examples.map((example, index) => row(t.help.rowLabel(index + 1), example));

/** About the customer in talk, for who leads others, for who has customers, or for a first record. */
export async function examplesFor(ctx: Ctx): Promise<Examples> {
  const { inTalk, leader, rep, beginner } = t.help.examples;
  const customer = await customerInTalk(ctx);
  if (customer) return { rows: asRows(inTalk(customer.aliases[0] ?? nameOf(customer))), isOpen: false };
  if (ctx.actor.memberIds.length > 0) return { rows: asRows(leader()), isOpen: true };
  const hasCustomers = (await recentCustomers(ctx, 1)).length > 0;
  return { rows: asRows(hasCustomers ? rep() : beginner()), isOpen: true };
}
