import { models } from "../../../models";
import { RULE_TIMES, subjectOf, type RuleSpec } from "../../../models/shared/values/rules";
import type { Customer } from "../../../models/shared/entities/customer";
import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { addDays, dayOf, instantOf, type Day } from "../../../models/shared/values/day";
import { CLOSED_STAGES, isClosed } from "../../../models/shared/values/stage";
import type { StoredRow } from "../../../models/storedRecord";
import { OutboxEvent, type OutboxRow } from "../../../models/system/outboxEvent";
import { SYSTEM_ACTOR, type Ctx } from "../../context";
import { AppError } from "../../errors";
import { canChangeSettings } from "../../policies";
import { gatherMaterials, gatherPlans, type CustomerMaterials } from "../gatherCustomerExtras";
import { readRiskRules } from "../readSetting";
import type { RiskRules } from "../risks/assess";
import { episodeOf } from "./episode";
import { asksBeside, factsOf, NOTHING, type Subject } from "./facts";
import { matches } from "./matches";
import { customerAt, dealAt, readPast, type Past } from "./past";
import { readSubjects } from "./readSubjects";

/** One time the rule would have acted. */
export interface Occurrence {
  customer: Customer;
  recordId: string;
  on: Day;
  episode: string;
}

const BATCH = 200;
/** Beyond so many events the oldest are left out. */
const MOST_EVENTS = 20_000;
/** When the daily rules run. */
const LOOKED_AT = "08:30";

interface Question {
  spec: RuleSpec;
  rules: RiskRules;
  days: Day[];
  /** The days, and the one before them, as moments. */
  mornings: { day: Day; at: Date }[];
  asksBeside: boolean;
}

type Gathered = ReadonlyMap<string, CustomerMaterials>;

function fitsAt({ spec, rules }: Question, one: Subject, at: { day: Day; materials: CustomerMaterials | undefined }) {
  const seen = { materials: at.materials, rules: { ...rules, today: at.day } };
  return matches(spec.when, factsOf(spec.on, one, seen));
}

/** The record and its customer as they were on a morning; null where it was not there yet, or no rule would look at it. */
function subjectAt({ spec }: Question, one: Subject, when: { gathered: Gathered; past: Past; at: Date }) {
  const known = when.gathered.get(one.customer.id) ?? NOTHING;
  if (one.record.createdAt > when.at) return null;
  const { customer, materials } = customerAt(one.customer, known, when);
  if (subjectOf(spec.on) === "customer") return { subject: { record: customer, customer }, materials };
  const record = dealAt(one.record as Opportunity, when);
  return isClosed(record.stage) || record.onHoldSince ? null : { subject: { record, customer }, materials };
}

interface Found {
  occurrences: Occurrence[];
  /** Records that fit at this very moment, since whenever. */
  fitNow: number;
}

/** How one stood on each morning on which it was there, and since when. */
function* standingsOf(question: Question, one: Subject, beside: { gathered: Gathered; past: Past }) {
  let [before, episode]: [Subject["record"] | null, string] = [null, ""];
  for (const { day, at } of question.mornings) {
    const then = subjectAt(question, one, { ...beside, at });
    if (!then) continue;
    // Most stand as they did the morning before.
    if (then.subject.record !== before) episode = episodeOf(then.subject.record);
    before = then.subject.record;
    yield { ...then, day, episode };
  }
}

/**
 * On which mornings the rule would have acted: the first of each episode. What fitted the morning before them all is no news,
 * as for a rule that is switched on then.
 */
function occurrencesOf(question: Question, one: Subject, beside: { gathered: Gathered; past: Past }): Found {
  const firstOn = new Map<string, Day>();
  const [before, last] = [question.mornings[0]?.day, question.mornings.at(-1)?.day];
  let fitNow = 0;
  for (const { subject, materials, day, episode } of standingsOf(question, one, beside)) {
    const isLast = day === last;
    // Of an episode only the first morning counts, and of all mornings the last.
    if (firstOn.has(episode) && !isLast) continue;
    if (!fitsAt(question, subject, { day, materials })) continue;
    if (isLast) fitNow = 1;
    if (!firstOn.has(episode)) firstOn.set(episode, day);
  }
  const news = [...firstOn].filter(([, on]) => on !== before);
  return { occurrences: news.map(([episode, on]) => ({ ...toOccurrence(one), on, episode })), fitNow };
}

const toOccurrence = ({ customer, record }: Subject) => ({ customer, recordId: record.id });

const joined = (all: readonly Found[]): Found => ({
  occurrences: all.flatMap(({ occurrences }) => occurrences),
  fitNow: all.reduce((sum, { fitNow }) => sum + fitNow, 0),
});

async function rehearseBatch(ctx: Ctx, question: Question, subjects: Subject[]): Promise<Found> {
  const customers = [...new Map(subjects.map(({ customer }) => [customer.id, customer])).values()];
  const ids = customers.map(({ id }) => id);
  const gathered: Gathered = question.asksBeside ? await gatherPlans(ctx, ids) : new Map();
  const isDeal = subjectOf(question.spec.on) === "opportunity";
  const about = {
    customers: ids,
    deals: isDeal ? subjects.map(({ record }) => record.id) : [],
    withNotes: question.asksBeside,
  };
  const past = await readPast(ctx, about, instantOf(question.mornings[0]?.day ?? question.rules.today));
  return joined(subjects.map((one) => occurrencesOf(question, one, { gathered, past })));
}

/** Everything a daily rule could have looked at: also deals that were closed meanwhile. */
function looked({ spec, days }: Question): Record<string, unknown> {
  const owned = { owner: { $ne: null }, archivedAt: null };
  if (subjectOf(spec.on) === "customer") return owned;
  const since = instantOf(days[0] ?? "");
  return { ...owned, $or: [{ stage: { $nin: [...CLOSED_STAGES] } }, { stageChangedAt: { $gte: since } }] };
}

async function rehearseDaily(ctx: Ctx, question: Question): Promise<Found> {
  const entity = subjectOf(question.spec.on);
  const found: Found[] = [];
  for (let after = ""; ;) {
    const page = { $and: [looked(question), { _id: { $gt: after } }] };
    const rows = await models[entity].find(page, { _id: 1 }).sort({ _id: 1 }).limit(BATCH).lean<StoredRow[]>();
    const subjects = await readSubjects(
      ctx,
      entity,
      rows.map(({ _id }) => _id),
    );
    found.push(await rehearseBatch(ctx, question, [...subjects.values()]));
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return joined(found);
    after = last._id;
  }
}

async function rehearseEvents(ctx: Ctx, question: Question): Promise<Found> {
  const since = instantOf(question.days[0] ?? question.rules.today);
  const such = { name: question.spec.on, at: { $gte: since }, undoneAt: null, source: { $ne: "rule" } };
  const fields = { recordId: 1, at: 1 };
  const events = await OutboxEvent.find(such, fields).sort({ at: -1, _id: -1 }).limit(MOST_EVENTS).lean<OutboxRow[]>();
  const found: Occurrence[] = [];
  for (let start = 0; start < events.length; start += BATCH) {
    const batch = events.slice(start, start + BATCH);
    const ids = batch.map(({ recordId }) => recordId);
    const subjects = await readSubjects(ctx, subjectOf(question.spec.on), ids);
    const customers = [...subjects.values()].map(({ customer }) => customer);
    const gathered: Gathered = question.asksBeside ? await gatherMaterials(ctx, customers) : new Map();
    for (const { _id: episode, recordId, at } of batch) {
      const one = subjects.get(recordId);
      const day = dayOf(at);
      if (!one || !fitsAt(question, one, { day, materials: gathered.get(one.customer.id) })) continue;
      found.push({ ...toOccurrence(one), on: day, episode });
    }
  }
  return { occurrences: found, fitNow: 0 };
}

export interface Rehearsed extends Found {
  days: number;
}

/**
 * What a rule would have done in the last days, had it been there: the same questions to the same evaluator, asked of every day,
 * with talks and deals as they were then. Tags, levels and next steps count as they are now. Nothing is written.
 *
 * @throws AppError `forbidden` unless the actor may change the rules
 */
export async function rehearse(ctx: Ctx, { spec, days }: { spec: RuleSpec; days: number }): Promise<Rehearsed> {
  if (!canChangeSettings(ctx.actor)) throw new AppError("forbidden");
  const house: Ctx = { ...ctx, actor: SYSTEM_ACTOR };
  const today = dayOf(ctx.now);
  const all = Array.from({ length: days }, (_, n) => addDays(today, n + 1 - days));
  const mornings = [addDays(today, -days), ...all].map((day) => ({ day, at: instantOf(day, LOOKED_AT) }));
  const asked = { days: all, mornings, asksBeside: asksBeside(spec.on, spec.when) };
  const question: Question = { spec, rules: await readRiskRules(ctx.now), ...asked };
  const isDaily = (RULE_TIMES as readonly string[]).includes(spec.on);
  const { occurrences, fitNow } = await (isDaily ? rehearseDaily : rehearseEvents)(house, question);
  return { days, fitNow, occurrences: occurrences.toSorted((a, b) => (a.on < b.on ? 1 : -1)) };
}
