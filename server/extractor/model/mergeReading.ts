import type {
  Grounded,
  Intent,
  Matter,
  NextAction,
  Person,
  Reading,
} from "../../../models/shared/contracts/extraction";
import type { Facts } from "../rules/facts";
import { ASKING, readQuestion } from "../rules/intents/questions";
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

/** A phone that the rules bound to somebody whom the model names too is nobody else's. */
function withoutForeign(people: readonly Person[], ruled: readonly Person[]): Person[] {
  const named = new Set(people.map(({ name }) => name?.value));
  const owners = new Map(
    ruled.flatMap(({ name, phones }) =>
      named.has(name?.value) ? phones.map(({ value }) => [value, name?.value]) : [],
    ),
  );
  return people.map((person) => ({
    ...person,
    phones: person.phones.filter(({ value }) => (owners.get(value) ?? person.name?.value) === person.name?.value),
  }));
}

const isSameStep = (said: NextAction, read: NextAction) =>
  read.text.value.includes(said.text.value) || said.text.value.includes(read.text.value);

/** The date of a step is the one that the rules read beside its words. */
function withRuledDays(grounding: Grounding, steps: readonly NextAction[], dated: readonly NextAction[]): NextAction[] {
  return steps.map((step) => {
    const read = dated.find((other) => isSameStep(step, other));
    if (!step.due || !read?.due || (step.due.from === read.due.from && step.due.to === read.due.to)) return step;
    noteDifference(grounding, "due");
    return { ...step, due: read.due };
  });
}

function noteDifference(grounding: Grounding, what: string): void {
  grounding.dropped.push({ what, why: "the rules read another value" });
}

const orElse = <T>(list: readonly T[], other: readonly T[]) => [...(list.length > 0 ? list : other)];

/** What the rules are sure of wins: phones, amounts and dates. What the model left out is taken from the rules. */
function mergeMatter(grounding: Grounding, model: Matter, ruled: Matter | undefined): Matter {
  if (!ruled) return model;
  const [said, read] = [model.amount?.value.amount, ruled.amount?.value.amount];
  if (said !== undefined && read !== undefined && said !== read) noteDifference(grounding, "amount");
  const alone = model.customers.length === 1 && ruled.customers.length === 1;
  const bound = model.customers.map((person) => withContacts(person, ruled.customers, alone));
  const people = withoutForeign(bound, ruled.customers);
  const dated = ruled.nextActions.filter((action) => action.due !== undefined);
  return {
    ...ruled,
    ...model,
    customers: orElse(people, ruled.customers),
    nextActions: orElse(withRuledDays(grounding, model.nextActions, dated), dated),
    products: orElse(model.products, ruled.products),
    competitors: orElse(model.competitors, ruled.competitors),
    keywords: ruled.keywords,
    ...(ruled.amount && { amount: ruled.amount }),
  };
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
  const question = ASKING.includes(intent) ? readQuestion(source.facts, intent, answer.topics ?? []) : undefined;
  const reading: Reading = { ...rules, intent, question, engine: "model", matters: [], dropped: grounding.dropped };
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

/** The words behind the command, or the whole message. */
function wholeOf({ normal, from }: Facts): Grounded<string> {
  const offset = normal.span(from, from).start;
  const text = normal.original.slice(offset).trim();
  const start = offset + normal.original.slice(offset).indexOf(text);
  return { value: text, source: { text, start, end: start + text.length } };
}

/** The content is always the rep's own words. */
function withFollowUp(matter: Matter, { method, ruled, facts, alone }: Finish): Matter {
  const former = ruled?.followUp;
  const content = former?.content ?? (alone ? wholeOf(facts) : stretchOf(matter, facts.normal.original));
  const happened = former?.happened;
  return { ...matter, followUp: { method: former?.method ?? method, content, ...(happened && { happened }) } };
}

/** Keeps of a matter what its intent may write. */
function finish(matter: Matter, options: Finish): Matter {
  const rest = { ...matter };
  delete rest.followUp;
  if (options.intent === "query_customer") {
    return { customers: rest.customers, nextActions: [], keywords: [], products: [], competitors: [] };
  }
  if (options.intent === "create_follow_up") return withFollowUp(rest, options);
  return options.intent === "create_task" ? rest : { ...rest, nextActions: [] };
}
