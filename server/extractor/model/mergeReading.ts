import type { Intent, Matter, Person, Reading } from "../../../models/shared/contracts/extraction";
import type { Facts } from "../rules/facts";
import { type Grounding, groundMatter, groundMethod, stretchOf } from "./groundAnswer";
import type { ModelAnswer } from "./modelAnswer";

const RECORDLESS: readonly Intent[] = ["other", "list_tasks", "report"];

/** Phones, mail and WeChat ids that the rules bound to the same person, or to the only one. */
function withContacts(person: Person, ruled: readonly Person[], alone: boolean): Person {
  const same =
    ruled.find((other) => other.name !== undefined && other.name.value === person.name?.value) ??
    (alone ? ruled[0] : undefined);
  if (!same) return person;
  return {
    ...same,
    ...person,
    phones: same.phones.length > 0 ? same.phones : person.phones,
    ...(same.wechat && { wechat: same.wechat }),
    ...(same.email && { email: same.email }),
  };
}

function noteDifference(grounding: Grounding, what: string): void {
  grounding.dropped.push({ what, why: "the rules read another value" });
}

/** What the rules are sure of wins: phones, amounts and dates. What the model left out is taken from the rules. */
function mergeMatter(grounding: Grounding, model: Matter, ruled: Matter | undefined): Matter {
  if (!ruled) return model;
  if (model.amount && ruled.amount && model.amount.value.amount !== ruled.amount.value.amount)
    noteDifference(grounding, "amount");
  const alone = model.customers.length === 1 && ruled.customers.length === 1;
  const merged: Matter = {
    ...ruled,
    ...model,
    customers:
      model.customers.length > 0
        ? model.customers.map((person) => withContacts(person, ruled.customers, alone))
        : ruled.customers,
    nextActions:
      model.nextActions.length > 0 ? model.nextActions : ruled.nextActions.filter((action) => action.due !== undefined),
    products: model.products.length > 0 ? model.products : ruled.products,
    competitors: model.competitors.length > 0 ? model.competitors : ruled.competitors,
    keywords: ruled.keywords,
  };
  if (ruled.amount) merged.amount = ruled.amount;
  return merged;
}

/** The rules' matter that speaks of the same customer. */
function counterpart(model: Matter, ruled: readonly Matter[], index: number): Matter | undefined {
  const names = new Set(
    model.customers.flatMap((person) => [person.name?.value, person.company?.value].flatMap((name) => name ?? [])),
  );
  const same = ruled.find((matter) =>
    matter.customers.some((person) => names.has(person.name?.value ?? "") || names.has(person.company?.value ?? "")),
  );
  return same ?? (ruled.length === 1 && index === 0 ? ruled[0] : undefined);
}

/** A command fixes the intent, and so do words aimed at the model. */
function intentOf(rules: Reading, answer: ModelAnswer): Intent {
  return rules.command !== null || rules.hostile ? rules.intent : answer.intent;
}

/** The model's answer, grounded and merged with what the rules read. */
export function mergeReading(
  rules: Reading,
  answer: ModelAnswer,
  source: { facts: Facts; unmask(words: string): string },
): Reading {
  const grounding: Grounding = { ...source, dropped: [] };
  const intent = intentOf(rules, answer);
  const reading: Reading = { ...rules, intent, engine: "model", matters: [], dropped: grounding.dropped };
  if (RECORDLESS.includes(intent)) {
    if (answer.matters.length > 0) grounding.dropped.push({ what: "matters", why: `${intent} carries no records` });
    return reading;
  }
  reading.matters = answer.matters.map((said, index) => {
    const matter = groundMatter(grounding, said);
    const ruled = counterpart(matter, rules.matters, index);
    return finish(mergeMatter(grounding, matter, ruled), {
      intent,
      method: groundMethod(grounding, said),
      ruled,
      facts: source.facts,
      alone: answer.matters.length === 1,
    });
  });
  reading.matters = reading.matters.filter(saysSomething);
  return reading.matters.length > 0 || rules.matters.length === 0 ? reading : { ...rules, dropped: grounding.dropped };
}

const saysSomething = (matter: Matter) =>
  matter.customers.length > 0 ||
  matter.nextActions.length > 0 ||
  matter.followUp !== undefined ||
  matter.amount !== undefined;

interface Finish {
  intent: Intent;
  method: NonNullable<Matter["followUp"]>["method"];
  ruled: Matter | undefined;
  facts: Facts;
  alone: boolean;
}

/** The content is always the rep's own words. */
function finish(matter: Matter, { intent, method, ruled, facts, alone }: Finish): Matter {
  const { followUp: _followUp, ...rest } = matter;
  if (intent === "query_customer")
    return { customers: rest.customers, nextActions: [], keywords: [], products: [], competitors: [] };
  if (intent !== "create_follow_up") return intent === "create_task" ? rest : { ...rest, nextActions: [] };
  const { original } = facts.normal;
  const from = facts.normal.span(facts.from, facts.from).start;
  const whole = original.slice(from).trim();
  const start = from + original.slice(from).indexOf(whole);
  const content =
    ruled?.followUp?.content ??
    (alone ? { value: whole, source: { text: whole, start, end: start + whole.length } } : stretchOf(rest, original));
  const happened = ruled?.followUp?.happened;
  return { ...rest, followUp: { method: ruled?.followUp?.method ?? method, content, ...(happened && { happened }) } };
}
