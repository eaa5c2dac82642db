import type { Amount, Grounded, Intent, Matter } from "../../../../models/shared/contracts/extraction";
import { ROLE_RANK } from "../../vocabulary/money";
import { WENT_ROUND } from "../../vocabulary/turns";
import { readActions } from "./actions";
import { clauseStart, trim } from "../text/clauses";
import { readKeywords, readMethod, readMood, readOnHold, readStage } from "./cues";
import { readCustomers } from "./customers";
import type { Facts } from "../facts";
import { toAmount } from "../money";
import { type Place, within } from "../text/places";
import { readPromises } from "./promises";
import { readProducts } from "./products";
import { readCompetitors } from "../names/rivals";
import { findSegments, type Segments } from "./segments";
import type { TimeFind } from "../times/types";

const emptyMatter = (): Matter => ({ customers: [], nextActions: [], keywords: [], products: [], competitors: [] });

/** The deal's money: the highest role wins, among equals the one said last. */
function readAmount(facts: Facts, frame: Place, rivals: readonly Grounded<string>[]): Grounded<Amount> | undefined {
  let best: { rank: number; amount: Grounded<Amount> } | null = null;
  for (const find of facts.money.filter((money) => within(money, frame))) {
    const amount = toAmount(find, facts.normal);
    const rank = isRivals(facts, find, rivals) ? 0 : ROLE_RANK[find.role];
    if (amount && rank > 0 && (!best || rank >= best.rank)) best = { rank, amount };
  }
  return best?.amount;
}

/** 金蝶报价28万: what a rival asks is not our deal. */
function isRivals(facts: Facts, find: Place, rivals: readonly Grounded<string>[]): boolean {
  const clause = facts.normal.span(clauseStart(facts.text, find.start), find.start);
  return rivals.some(
    ({ source }) => source.start >= clause.start && source.end <= clause.end && clause.end - source.end < 10,
  );
}

const LOSS_REASONS =
  /(?:因为|嫌|主要是|原因是?|理由是?|由于)[^,，。;；!！\n]{1,20}|价格(?:太|偏)?(?:高|贵)|太贵了?|没(?:有)?预算|预算(?:不够|砍了|取消|不足)|关系户|交期(?:太长|来不及)|功能(?:不|没)[^,，。;；\n]{0,8}/;

function readLossReason(facts: Facts, frame: Place): Grounded<string> | undefined {
  const match = LOSS_REASONS.exec(facts.text.slice(frame.start, frame.end));
  if (!match) return undefined;
  const source = facts.normal.span(frame.start + match.index, frame.start + match.index + match[0].length);
  return { value: source.text, source };
}

interface MatterOptions {
  intent: Intent;
  /** A time said before a list, for each of its items. */
  shared?: TimeFind | undefined;
  /** 拜访 said before a list, or as the command. */
  method?: NonNullable<Matter["followUp"]>["method"];
  contentFrom?: number | undefined;
}

/** 跟金蝶签了: signed, but not with us. */
function givenAway(stage: Matter["stage"], rivals: readonly Grounded<string>[]): Matter["stage"] {
  const lost = stage?.value === "won" && rivals.some(({ source }) => isRightBefore(source, stage.source));
  return lost ? { ...stage, value: "lost" } : stage;
}

const isRightBefore = (first: Place, second: Place) => first.end <= second.start && second.start - first.end <= 4;

function addDeal(facts: Facts, frame: Place, matter: Matter): void {
  matter.competitors = readCompetitors(facts, frame);
  const amount = readAmount(facts, frame, matter.competitors);
  const stage = givenAway(readStage(facts, frame), matter.competitors);
  const onHold = readOnHold(facts, frame);
  if (amount) matter.amount = amount;
  if (stage) matter.stage = stage;
  if (onHold) matter.onHold = onHold;
  const reason = stage?.value === "lost" ? readLossReason(facts, frame) : undefined;
  if (reason) matter.lossReason = reason;
}

function readFollowUp(facts: Facts, frame: Place, options: MatterOptions): NonNullable<Matter["followUp"]> {
  const place = trim(facts.text, Math.max(frame.start, options.contentFrom ?? frame.start), frame.end);
  const source = facts.normal.span(place.start, place.end);
  const happened = facts.times.find((time) => within(time, frame) && time.past);
  return {
    method: readMethod(facts, frame) ?? options.method ?? null,
    content: { value: source.text, source },
    ...(happened && { happened: happened.expression }),
  };
}

/** 诚达冷链推荐的，叫易先生: who sends somebody new is not new. */
const INTRODUCES = /^(?:给我们?|向我们?|帮我们?)?(?:介绍|推荐)(?:了|的|来|过来|给|我|一)/;

function withoutIntroducers(facts: Facts): Facts {
  const stays = ({ end }: Place) => !INTRODUCES.test(facts.text.slice(end, end + 6));
  return { ...facts, people: facts.people.filter(stays), companies: facts.companies.filter(stays) };
}

/** One matter: what this stretch of the message says of its customers. */
function readMatter(facts: Facts, frame: Place, options: MatterOptions): Matter {
  const matter = emptyMatter();
  const { intent } = options;
  matter.customers = readCustomers(intent === "create_customer" ? withoutIntroducers(facts) : facts, frame);
  if (intent === "query_customer") return matter;
  addDeal(facts, frame, matter);
  matter.keywords = readKeywords(facts, frame);
  matter.products = readProducts(facts, frame);
  if (intent !== "create_task") {
    const mood = readMood(facts, frame);
    if (mood) matter.mood = mood;
  }
  if (intent === "create_follow_up") {
    matter.followUp = readFollowUp(facts, frame, options);
    const promises = readPromises(facts, frame);
    if (promises.length > 0) matter.promises = promises;
  }
  if (intent === "create_follow_up" || intent === "create_task") {
    matter.nextActions = readActions(facts, frame, { task: intent === "create_task", shared: options.shared });
  }
  return matter;
}

const SILENT_INTENTS: readonly Intent[] = ["other", "list_tasks", "report"];

/** What the words of a task may not turn into. */
function pruneTask({ customers, nextActions, amount, keywords, products }: Matter): Matter {
  return { customers, nextActions, keywords, products, competitors: [], ...(amount && { amount }) };
}

function sharedMethod(facts: Facts, { preamble, parts: [opening] }: Segments): MatterOptions["method"] {
  const wentRound = opening && WENT_ROUND.test(facts.text.slice(opening.start, opening.end));
  const told = preamble ?? (wentRound ? opening : null);
  return told ? (readMethod(facts, told) ?? undefined) : undefined;
}

/** All matters of a message, in the order in which they were said. */
export function readMatters(facts: Facts, intent: Intent, method?: MatterOptions["method"]): Matter[] {
  if (SILENT_INTENTS.includes(intent)) return [];
  const segments = findSegments(facts, intent === "create_task");
  const { preamble, parts } = segments;
  const shared = preamble ? facts.times.find((time) => within(time, preamble) && !time.past) : undefined;
  const inherited = method ?? sharedMethod(facts, segments);
  const first = facts.people[0] ?? facts.companies[0];
  const matters = parts.map((frame, index) =>
    readMatter(facts, frame, {
      intent,
      shared,
      method: inherited,
      contentFrom: facts.from > 0 && index === 0 ? contentStart(facts, frame, first) : undefined,
    }),
  );
  const kept = matters.filter(
    (matter) => matter.customers.length > 0 || matter.nextActions.length > 0 || matter.followUp || matter.amount,
  );
  return intent === "create_task" ? kept.map(pruneTask) : kept;
}

/** In a command the content is the words behind the names: /跟进 张总 下周报价 keeps 下周报价. */
function contentStart(facts: Facts, frame: Place, first: Place | undefined): number {
  let at = frame.start;
  if (!first || facts.text.slice(at, first.start).trim() !== "") return at;
  for (const find of [...facts.people, ...facts.companies].sort((a, b) => a.start - b.start)) {
    if (/^[\s,，、:：的]*$/.test(facts.text.slice(at, find.start))) at = find.end;
  }
  return trim(facts.text, at, frame.end).start < frame.end ? at : frame.start;
}
