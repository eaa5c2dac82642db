import type { Span } from "../../models/shared/contracts/extraction";
import { keysOf, type Pipeline } from "../../models/shared/values/pipeline";
import { dayOf } from "../../models/shared/values/day";
import { isClosed } from "../../models/shared/values/stage";
import { resolveTimes } from "../../server/extractor/rules/times/resolveTimes";
import type { Draft, Matter } from "./draft";

/** What a sentence says about a deal, beside the money. */

export interface StageSaid {
  key: string;
  source: Span;
}

/** Shorter names stand in ordinary talk too. */
const SURE_NAME = 3;

/** A stage called by the very name the company gave it; in free talk only where the name is long enough to mean nothing else. */
function calledByName(pipeline: Pipeline, { text, reading }: Draft): StageSaid | undefined {
  if (reading.matters.length > 1) return undefined;
  const from = reading.command ? reading.restStart : 0;
  const shortest = reading.command ? 1 : SURE_NAME;
  const [longest] = pipeline.stages
    .map(({ key, name }) => ({ key, name, start: text.indexOf(name, from) }))
    .filter(({ name, start }) => start >= 0 && name.length >= shortest)
    .toSorted((a, b) => b.name.length - a.name.length);
  if (!longest) return undefined;
  const { key, name: said, start } = longest;
  return { key, source: { text: said, start, end: start + said.length } };
}

const SHORTEST_PART = 2;

/** After a command one word of a stage's name will do, where no other stage has it: the first half of a name, say. */
function calledByPart({ stages }: Pipeline, { reading }: Draft): StageSaid | undefined {
  if (reading.command !== "opportunity") return undefined;
  for (const [said] of reading.rest.matchAll(/\S+/g)) {
    const [only, ...others] = stages.filter(({ name }) => said.length >= SHORTEST_PART && name.includes(said));
    const start = reading.restStart + reading.rest.indexOf(said);
    if (only && others.length === 0) return { key: only.key, source: { text: said, start, end: start + said.length } };
  }
  return undefined;
}

function heard(pipeline: Pipeline, draft: Draft, matter: Matter): StageSaid | undefined {
  const said = matter.stage && { key: matter.stage.value as string, source: matter.stage.source };
  if (said && isClosed(said.key)) return said;
  return calledByName(pipeline, draft) ?? said ?? calledByPart(pipeline, draft);
}

/** The stage a matter puts a deal in. Talk only ever moves it on; back it goes when somebody says so outright. */
export function stageSaid(
  pipeline: Pipeline,
  draft: Draft,
  { matter, deal }: { matter: Matter; deal: { stage: string | null } | null },
): StageSaid | undefined {
  const said = heard(pipeline, draft, matter);
  if (!said || draft.reading.intent === "update_opportunity" || isClosed(said.key)) return said;
  const keys = keysOf(pipeline);
  return deal && keys.indexOf(said.key) < keys.indexOf(deal.stage ?? "") ? undefined : said;
}

/** The day a deal is put aside to: said after the words that put it aside, and still ahead. */
export function holdUntil(now: Date, draft: Draft, matter: Matter): { day: string; source: Span } | null {
  if (!matter.onHold) return null;
  const { start } = matter.onHold.source;
  const times = resolveTimes(draft.text, new Date(draft.saidAt));
  const after = times.find((time) => time.source.start >= start && time.from > dayOf(now));
  return after ? { day: after.from, source: after.source } : null;
}

export const concernsDeal = (matter: Matter) => Boolean(matter.amount ?? matter.stage ?? matter.onHold);

export const isClosing = (matter: Matter) => isClosed(matter.stage?.value ?? null);
