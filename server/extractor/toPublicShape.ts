import type { Matter, NextAction, Person, Reading } from "../../models/shared/contracts/extraction";
import { toYuan } from "../../models/shared/values/money";

/** The shape of an extraction as `npm run extract` prints it: yuan, plain values, nothing that was not said. */
export interface PublicCustomer {
  name?: string;
  company?: string;
  title?: string;
  phones?: string[];
  wechat?: string;
  email?: string;
}
export interface PublicAction {
  text: string;
  dueFrom?: string;
  dueTo?: string;
  time?: string;
}
export interface PublicExtraction {
  customers?: PublicCustomer[];
  followUp?: { method: string; summary: string };
  nextAction?: PublicAction | PublicAction[];
  amount?: number | [number, number];
  stage?: string;
  sentiment?: string;
  products?: string[];
  competitors?: string[];
  more?: PublicExtraction[];
}

function toCustomer(person: Person): PublicCustomer {
  const customer: PublicCustomer = {};
  for (const key of ["name", "company", "title", "wechat", "email"] as const) {
    const value = person[key]?.value;
    if (value !== undefined) customer[key] = value;
  }
  if (person.phones.length > 0) customer.phones = person.phones.map((phone) => phone.value);
  return customer;
}

/** A date that contradicts its weekday is a question, so it is left out. */
function toAction({ text, due }: NextAction): PublicAction {
  const action: PublicAction = { text: text.value };
  if (due && !due.contradiction) Object.assign(action, { dueFrom: due.from, dueTo: due.to });
  // An instant such as "in ten minutes" is no clock time that was said.
  if (due?.time && !due.at) action.time = due.time;
  return action;
}

function toAmount({ amount }: Matter): PublicExtraction["amount"] {
  if (!amount) return undefined;
  const { amount: fen, amountMin, amountMax } = amount.value;
  return amountMin !== undefined && amountMax !== undefined ? [toYuan(amountMin), toYuan(amountMax)] : toYuan(fen);
}

const orAbsent = <T>(list: readonly T[]) => (list.length > 0 ? [...list] : undefined);

function toExtraction(matter: Matter, isNew: boolean): PublicExtraction {
  const actions = matter.nextActions.map(toAction);
  const extraction: PublicExtraction = {
    customers: orAbsent(matter.customers.map(toCustomer)),
    followUp: matter.followUp && { method: matter.followUp.method ?? "other", summary: matter.followUp.content.value },
    nextAction: actions.length > 1 ? actions : actions[0],
    amount: toAmount(matter),
    // Before any contact there is only a card or a name; in the records that is no stage at all.
    stage: matter.stage?.value ?? (isNew ? "lead" : undefined),
    sentiment: matter.mood?.value,
    products: orAbsent(matter.products.map((product) => product.value)),
    competitors: orAbsent(matter.competitors.map((rival) => rival.value)),
  };
  return Object.fromEntries(Object.entries(extraction).filter(([, value]) => value !== undefined));
}

export function toPublicShape(reading: Reading): { intent: Reading["intent"]; extraction: PublicExtraction } {
  const [first, ...more] = reading.matters.map((matter) => toExtraction(matter, reading.intent === "create_customer"));
  return { intent: reading.intent, extraction: { ...first, ...(more.length > 0 && { more }) } };
}
