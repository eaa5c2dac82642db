import type { Correction, TimeExpression } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import type { Draft, Matter } from "./draft";
import { besideNames } from "./nameAlone";
import { moveCorrection } from "./readCorrection";
import { mentionOf, mentionWords } from "./resolve";

type Person = Matter["customers"][number];

function correctPerson(matter: Matter, change: Partial<Person>): Matter {
  const [person = { phones: [] }, ...others] = matter.customers;
  return { ...matter, customers: [{ ...person, ...change }, ...others] };
}

/** A time was said and nothing to do: one calls. */
function defaultStep(matter: Matter): string {
  const mention = mentionOf(matter);
  return t.reminder.defaultStep(mention ? mentionWords(mention) : t.rows.customer);
}

function correctDue(matter: Matter, correction: Correction): Matter {
  if (!correction.due) return matter;
  const [next, ...others] = matter.nextActions;
  const text = next?.text ?? { value: defaultStep(matter), source: correction.value.source, computed: true };
  return { ...matter, nextActions: [{ text, due: mergeDue(next?.due, correction, correction.due) }, ...others] };
}

/** 是四点 leaves the day, 是后天 the clock time. */
function mergeDue(former: TimeExpression | undefined, { keepsDay }: Correction, said: TimeExpression): TimeExpression {
  if (!former || said.at || said.kind !== "point") return said;
  if (keepsDay) return { ...said, from: former.from, to: former.to };
  return said.time || !former.time ? said : { ...said, time: former.time };
}

/** A note is needed to hang it on; where there is none, nothing happened. */
const correctTalk = (matter: Matter, change: Partial<NonNullable<Matter["followUp"]>>): Matter =>
  matter.followUp ? { ...matter, followUp: { ...matter.followUp, ...change } } : matter;

function correctMatter(matter: Matter, correction: Correction): Matter {
  const { value } = correction;
  switch (correction.field) {
    case "amount":
      return correction.amount ? { ...matter, amount: { value: correction.amount, source: value.source } } : matter;
    case "due":
      return correctDue(matter, correction);
    case "name":
      return correctPerson(matter, { name: value });
    case "company":
      return correctPerson(matter, { company: value });
    case "phone":
      return correctPerson(matter, { phones: [value] });
    case "wechat":
      return correctPerson(matter, { wechat: value });
    case "stage":
      return correction.stage ? { ...matter, stage: { value: correction.stage, source: value.source } } : matter;
    case "content":
      return { ...matter, followUp: { method: null, ...matter.followUp, content: value } };
    case "method":
      return correction.method ? correctTalk(matter, { method: correction.method }) : matter;
    case "happened":
      return correction.happened ? correctTalk(matter, { happened: correction.happened }) : matter;
  }
}

const isOf = (words: string, { customers: [first] }: Matter) =>
  [first?.company?.value, first?.name?.value].some((name) => name !== undefined && words.includes(name));

/**
 * 不对，明远要的是报价, of what 明远 wanted: whom it is about stays, how it was is told anew.
 * @param words the correction as said
 */
export function asRetold(draft: Draft, correction: Correction, words: string): Correction {
  const { field, value } = correction;
  if (field !== "company" && field !== "name") return correction;
  const isNamed = draft.reading.matters.some((matter) => matter.followUp && isOf(value.value, matter));
  const told = t.correct.retold.exec(words)?.groups?.told ?? "";
  if (!isNamed || besideNames(told, [value.value]).length < SHORTEST_NEWS) return correction;
  const start = words.indexOf(told);
  return { field: "content", value: { value: told, source: { text: told, start, end: start + told.length } } };
}

const SHORTEST_NEWS = 2;

/** Which matter a correction is meant for: the one that already has such a value, else the first. */
function targetOf(matters: Matter[], correction: Correction): number {
  const has: Partial<Record<Correction["field"], (matter: Matter) => boolean>> = {
    amount: (matter) => matter.amount !== undefined,
    due: (matter) => matter.nextActions.some((next) => next.due),
    method: (matter) => Boolean(matter.followUp?.method),
    happened: (matter) => matter.followUp !== undefined,
    stage: (matter) => matter.stage !== undefined,
  };
  const { former } = correction;
  const named = former ? matters.findIndex((m) => m.customers.some((p) => p.name?.value === former.value)) : -1;
  if (named >= 0) return named;
  const told = correction.field === "content" ? matters.findIndex((m) => isOf(correction.value.value, m)) : -1;
  if (told >= 0) return told;
  return Math.max(
    0,
    matters.findIndex((matter) => has[correction.field]?.(matter) ?? false),
  );
}

/**
 * The draft as corrected. The words of the correction are added to its text, so that the new value has words behind it too.
 * Whom it is about is looked up again when the name changed.
 */
export function correctDraft(draft: Draft, correction: Correction, words: string): Draft {
  const text = `${draft.text}\n${words}`;
  const moved = moveCorrection(correction, draft.text.length + 1);
  const target = targetOf(draft.reading.matters, correction);
  const matters = draft.reading.matters.map((matter, index) =>
    index === target ? correctMatter(matter, moved) : matter,
  );
  const renames = correction.field === "name" || correction.field === "company";
  const choices = { ...draft.choices };
  const deals = { ...draft.deals };
  if (renames) {
    delete choices[String(target)];
    delete deals[String(target)];
  }
  const former = draft.reading.matters[target];
  const corrected = former && { matter: target, field: correction.field, former };
  const reading = { ...draft.reading, matters };
  const keeps = correction.field === "name" ? { keeps: [...(draft.keeps ?? []), target] } : {};
  return { ...draft, text, reading, choices, deals, ...keeps, isConfirmed: false, ...(corrected ? { corrected } : {}) };
}
