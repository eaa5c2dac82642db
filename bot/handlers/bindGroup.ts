import { groups as t } from "../../models/shared/text/zhCN/groups";
import type { Customer } from "../../models/shared/entities/customer";
import { bindGroup } from "../../server/commands/group/bindGroup";
import type { Ctx } from "../../server/context";
import { findGroupCustomer } from "../../server/queries/findGroupCustomer";
import { noteCard } from "../cards/askCards";
import { nameOf } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { reply, type Reply } from "../reply";
import { meantBy, notFound, showSeveral } from "./showCustomer";

const boundReply = (customer: Customer): Reply => reply(noteCard(t.bound(nameOf(customer)), t.boundHelp));

async function showBinding(ctx: Ctx, group: string): Promise<Reply> {
  const bound = await findGroupCustomer(ctx, group);
  return bound ? boundReply(bound) : reply(noteCard(t.none, t.noneHelp));
}

/** `/绑定 鼎盛` in a group: what is said there is about this customer. `/绑定 取消` ends it. */
export async function bind(ctx: Ctx, said: Draft): Promise<Reply> {
  const { group } = said;
  if (!group) return reply(noteCard(t.notInGroup, t.notInGroupHelp));
  const words = said.reading.rest.trim();
  if (words === "") return showBinding(ctx, group);
  if (t.unbindWords.includes(words)) {
    await bindGroup(ctx, { group, customer: null });
    return reply(noteCard(t.unbound));
  }
  const [first, ...others] = await meantBy(ctx, said, words);
  if (!first) return notFound(words);
  if (others.length > 0) return showSeveral(words, [first, ...others]);
  const { customer } = first;
  await bindGroup(ctx, { group, customer: customer.id });
  return { ...boundReply(customer), about: customer.id };
}
