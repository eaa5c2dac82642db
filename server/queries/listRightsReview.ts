import { models } from "../../models";
import type { EntityName } from "../../models/shared/entities";
import { rightsReviewText as t } from "../../models/shared/text/zhCN/rightsReview";
import { rightsText } from "../../models/shared/text/zhCN/rights";
import { dayOf, formatEnd } from "../../models/shared/values/day";
import { monthOf } from "../../models/shared/values/period";
import { AccessGrant, openAt, type AccessGrantRow } from "../../models/system/accessGrant";
import { RightsReview } from "../../models/system/rightsReview";
import { Department, User, type UserRow } from "../../models/system/user";
import type { Ctx } from "../context";
import { nameGrants } from "./listAccessGrants";

/** A right beyond what somebody has by being here: shared with them, given as a role, or as departments an admin chose. */
export interface ReviewedRight {
  /** `grant:ID`, `roles:USER` or `departments:USER`. */
  id: string;
  userName: string;
  words: string;
  /** This month somebody looked at it and let it stand. */
  isKept: boolean;
}

const MOST = 500;

export const reviewIdOf = (ctx: Pick<Ctx, "now">, item: string) => `${monthOf(dayOf(ctx.now))}:${item}`;

/** Grants on what the actor answers for: everything for an admin, the records of those they lead for others. */
async function grantsInCharge(ctx: Ctx): Promise<AccessGrantRow[]> {
  const grants = await AccessGrant.find(openAt(ctx.now)).sort({ createdAt: -1 }).limit(MOST).lean<AccessGrantRow[]>();
  if (ctx.actor.roles.has("admin")) return grants;
  const mine: AccessGrantRow[] = [];
  for (const grant of grants) {
    const record = { _id: grant.recordId, owner: { $in: [...ctx.actor.memberIds] } };
    if (await models[grant.entity as EntityName].exists(record)) mine.push(grant);
  }
  return mine;
}

type Item = Omit<ReviewedRight, "isKept">;

async function reviewGrants(ctx: Ctx): Promise<Item[]> {
  const grants = await grantsInCharge(ctx);
  const names = await nameGrants(ctx, grants);
  return grants.map(({ _id, userId, recordId, right, endsAt }) => ({
    id: `grant:${_id}`,
    userName: names.get(userId) ?? "",
    words: t.grant(names.get(recordId) ?? t.hidden, rightsText.rightNames[right], formatEnd(endsAt, dayOf(ctx.now))),
  }));
}

/** What everybody has who sells, or leads those who do. */
const isUsual = ({ roles }: UserRow) => roles.length === 1 && (roles[0] === "sales" || roles[0] === "sales_manager");

async function reviewPeople(ctx: Ctx): Promise<Item[]> {
  if (!ctx.actor.roles.has("admin")) return [];
  const users = await User.find({ disabled: false }).sort({ _id: 1 }).limit(MOST).lean<UserRow[]>();
  const departments = await Department.find(
    { _id: { $in: users.flatMap((user) => user.departments) } },
    { name: 1 },
  ).lean();
  const names = new Map(departments.map(({ _id, name }) => [_id, name]));
  return users.flatMap((user) => {
    const roles = user.roles.map((role) => rightsText.roles[role] ?? role);
    const chosen = user.departments.map((id) => names.get(id) ?? id);
    const at = (kind: string, words: string): Item => ({ id: `${kind}:${user._id}`, userName: user.name, words });
    return [
      ...(isUsual(user) ? [] : [at("roles", t.roles(roles.join(t.separator)))]),
      ...(user.departmentsSet ? [at("departments", t.departments(chosen.join(t.separator) || t.none))] : []),
    ];
  });
}

/** Rights beyond the usual that the actor is to look at once a month; what was let stand this month comes last. */
export async function listRightsReview(ctx: Ctx): Promise<ReviewedRight[]> {
  const items = [...(await reviewGrants(ctx)), ...(await reviewPeople(ctx))];
  const ids = items.map(({ id }) => reviewIdOf(ctx, id));
  const kept = new Set((await RightsReview.find({ _id: { $in: ids } }, { _id: 1 }).lean()).map(({ _id }) => _id));
  const seen = items.map((item) => ({ ...item, isKept: kept.has(reviewIdOf(ctx, item.id)) }));
  return [...seen.filter(({ isKept }) => !isKept), ...seen.filter(({ isKept }) => isKept)];
}
