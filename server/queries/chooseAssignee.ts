import { Lead } from "../../models";
import type { AssignmentRule, LeadRules } from "../../models/shared/contracts/leads";
import type { Lead as LeadRecord } from "../../models/shared/entities/lead";
import { dayOf, instantOf } from "../../models/shared/values/day";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { loadActor } from "../loadActor";
import { canCreate } from "../policies";

type Described = Pick<LeadRecord, "source" | "region" | "industry">;

const fits = (wanted: readonly string[], value: string | null, isSame: (word: string, said: string) => boolean) =>
  wanted.length === 0 || (value !== null && wanted.some((word) => isSame(word, value)));

const same = (word: string, said: string) => word === said;
/** 浙江 fits 浙江杭州, and 浙江省 fits 浙江. */
const within = (word: string, said: string) => said.includes(word) || word.includes(said);

export const ruleFits = (rule: AssignmentRule, { source, region, industry }: Described): boolean =>
  fits(rule.sources, source, same) && fits(rule.regions, region, within) && fits(rule.industries, industry, within);

interface Load {
  person: string;
  open: number;
  today: number;
  /** 0 for who never got one. */
  lastAt: number;
}

async function loadOf(ctx: Ctx, person: string): Promise<Load> {
  const own = { owner: person, archivedAt: null };
  const since = instantOf(dayOf(ctx.now));
  const last = await Lead.findOne({ ...own, assignedAt: { $ne: null } }, { assignedAt: 1 })
    .sort({ assignedAt: -1 })
    .lean<StoredRow & { assignedAt: Date }>();
  return {
    person,
    open: await Lead.countDocuments({ ...own, state: { $in: ["assigned", "working"] } }),
    today: await Lead.countDocuments({ ...own, assignedAt: { $gte: since } }),
    lastAt: last?.assignedAt.getTime() ?? 0,
  };
}

const ORDER: Record<AssignmentRule["by"], (a: Load, b: Load) => number> = {
  // Several may have come at one and the same moment.
  turn: (a, b) => a.lastAt - b.lastAt || a.today - b.today,
  leastBusy: (a, b) => a.open - b.open || a.lastAt - b.lastAt || a.today - b.today,
};

/** Who gets a lead, and the moment by which turns are told apart. */
export interface Assignee {
  person: string;
  at: Date;
}

/**
 * Whoever of a rule is next: at work, able to own leads, and below the day's limit. A call that waited for others began before they
 * did; the moment it counts with comes after theirs all the same.
 */
async function nextOf(ctx: Ctx, rule: AssignmentRule): Promise<Assignee | null> {
  const loads: Load[] = [];
  for (const person of new Set(rule.people)) loads.push(await loadOf(ctx, person));
  const at = new Date(Math.max(ctx.now.getTime(), ...loads.map(({ lastAt }) => lastAt + 1)));
  const free = loads.filter(({ today }) => rule.dailyCap === null || today < rule.dailyCap);
  for (const { person } of free.toSorted(ORDER[rule.by])) {
    const actor = await loadActor(person, ctx.now);
    if (actor && canCreate(actor, "lead")) return { person, at };
  }
  return null;
}

/** Who gets a lead by the company's rules; null when none fits or nobody is free. Whose turn it is follows from the leads themselves. */
export async function chooseAssignee(ctx: Ctx, lead: Described, { rules }: LeadRules): Promise<Assignee | null> {
  for (const rule of rules.filter((one) => ruleFits(one, lead))) {
    const next = await nextOf(ctx, rule);
    if (next) return next;
  }
  return null;
}
