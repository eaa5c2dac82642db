import { rightsTalk } from "../../models/shared/text/zhCN/rightsTalk";
import { User, type UserRow } from "../../models/system/user";
import { updateUser } from "../../server/commands/user/updateUser";
import type { Ctx } from "../../server/context";
import { AppError } from "../../server/errors";
import { canManageMembers } from "../../server/policies";
import { findUserNames } from "../../server/queries/findNames";
import { lastHandOver } from "../../server/queries/lastHandOver";
import { noteCard } from "../cards/askCards";
import { fitTitle } from "../cards/parts";
import { reply, type Reply } from "../reply";

const t = rightsTalk.enable;
const MOST_LOOKED_AT = 5;
const members = { text: rightsTalk.handOver.members, path: "/members" };

/** Everybody of that name, in or out. */
export const membersNamed = (name: string) =>
  User.find({ name }, { name: 1, disabled: 1 })
    .limit(MOST_LOOKED_AT)
    .lean<Pick<UserRow, "_id" | "name" | "disabled">[]>();

/** Where what they had went: that does not come back by itself. */
async function whatWent(user: string): Promise<string> {
  const went = await lastHandOver(user);
  if (!went || went.customers === 0) return t.nothingWent;
  if (went.to === null) return t.inPool(went.customers);
  const [heir] = await findUserNames([went.to]);
  return t.withHeir(went.customers, heir?.[1] ?? "");
}

/** Lets somebody in again who was shut out. */
export async function enable(ctx: Ctx, user: string): Promise<Reply> {
  const { name } = await updateUser(ctx, { id: user, disabled: false });
  return reply({ title: fitTitle(t.done(name)), text: await whatWent(user), buttons: [members] });
}

/** Nothing is lost by it, and shutting out again is one sentence: it is done without asking. */
export async function enableOrder(ctx: Ctx, name: string): Promise<Reply> {
  if (!canManageMembers(ctx.actor)) throw new AppError("forbidden");
  const [one, ...others] = (await membersNamed(name)).filter(({ disabled }) => disabled);
  if (!one) return reply(noteCard(t.notOut(name)));
  if (others.length > 0) {
    return reply({ ...noteCard(rightsTalk.severalPeople(name), t.namesakesHelp), buttons: [members] });
  }
  return enable(ctx, one._id);
}
