import type { LeadRules } from "../../../models/shared/contracts/leads";
import type { Lead } from "../../../models/shared/entities/lead";
import type { StoredRow } from "../../../models/storedRecord";
import { withTransaction } from "../../../models/withTransaction";
import { cleanLead } from "./cleanLead";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { canAssignUnowned, policies } from "../../policies";
import { chooseAssignee } from "../../queries/chooseAssignee";
import { findKnown } from "../../queries/findCollision";
import { findEarlierLead } from "../../queries/findEarlierLead";
import { readLeadRules } from "../../queries/readSetting";
import { scoreLead } from "./scoreLead";
import { lockIdentity } from "../customer/refuseCollision";
import { lockKeys } from "../lockKeys";
import { assignedTo, keptBy } from "./assignment";
import { noteRepeat } from "./noteRepeat";

type Input = ReturnType<typeof cleanLead>;

export interface TakenIn {
  lead: Lead;
  /** They had come before: what they said now was added to that lead. */
  isRepeat: boolean;
}

const DAY_MS = 86_400_000;

/** What is a colleague's, a rep may not add to, nor learn more of than that it is. */
function refuseHidden(ctx: Ctx, entity: "lead" | "customer", record: Parameters<typeof policies.lead.read>[1]): void {
  if (record.owner !== null && !policies[entity].read(ctx.actor, record)) throw new AppError("known_to_colleague");
}

async function findEarlier(ctx: Ctx, input: Input, { repeatWithinDays }: LeadRules): Promise<Lead | null> {
  const { intake = null, externalId = null, phones } = input;
  const since = new Date(ctx.now.getTime() - repeatWithinDays * DAY_MS);
  return findEarlierLead({ intake, externalId, phones }, since);
}

/** Inside the lock, since whose turn it is depends on who got the last one. */
async function byRules(ctx: Ctx, input: Input, rules: LeadRules): Promise<Partial<Lead>> {
  if (rules.rules.length > 0) await lockKeys(ctx, ["leads.assign"]);
  const { source = null, region = null, industry = null } = input;
  const next = await chooseAssignee(ctx, { source, region, industry }, rules);
  return next ? assignedTo(next.at, next.person, rules) : { owner: null, state: "new" };
}

/** Whom it belongs to: who has the customer it comes from, who wrote it down, or who the rules say. */
async function placeOf(
  ctx: Ctx,
  input: Input,
  at: { known: StoredRow | null; rules: LeadRules },
): Promise<Partial<Lead>> {
  const { known, rules } = at;
  const customer = known ? { customer: known._id, isKey: known.isKey } : {};
  if (known?.owner === ctx.actor.id) return { ...customer, ...keptBy(ctx, known.owner) };
  if (known?.owner) return { ...customer, ...assignedTo(ctx.now, known.owner, rules) };
  if (!canAssignUnowned(ctx.actor)) return { ...customer, ...keptBy(ctx, ctx.actor.id) };
  return { ...customer, ...(await byRules(ctx, input, rules)) };
}

/**
 * Takes somebody in who may become a customer, whichever door they come through. Whoever came before is the same lead; whoever the
 * house has as a customer goes to the customer's owner.
 *
 * @throws AppError `known_to_colleague` for a rep who names what a colleague has
 */
export async function takeIn(ctx: Ctx, said: Partial<Lead>): Promise<TakenIn> {
  const input = cleanLead(said, ctx.now);
  return withTransaction(async () => {
    const rules = await readLeadRules();
    await lockIdentity(ctx, { company: input.company ?? null, phones: input.phones });
    if (input.externalId) await lockKeys(ctx, [`lead:${input.intake}:${input.externalId}`]);
    const earlier = await findEarlier(ctx, input, rules);
    if (earlier) {
      refuseHidden(ctx, "lead", { ...earlier });
      return { lead: await noteRepeat(ctx, earlier, { said: input, rules }), isRepeat: true };
    }
    const [known = null] = await findKnown({ company: input.company ?? null, phones: input.phones });
    if (known) refuseHidden(ctx, "customer", { ...known, id: known._id });
    const place = await placeOf(ctx, input, { known, rules });
    const whole = { ...EMPTY, ...input, ...place, repeats: 0, lastAskedAt: ctx.now };
    const set = { ...whole, ...scoreLead(whole) };
    return { lead: await saveWithEvent(ctx, "lead", { before: null, set, event: "lead.created" }), isRepeat: false };
  });
}

const EMPTY = {
  ...{ phones: [] as string[], wechat: null, email: null, company: null, title: null },
  ...{ budget: null, rawText: null, source: null, customer: null },
};
