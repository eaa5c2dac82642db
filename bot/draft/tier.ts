import { isClosing } from "./dealWords";
import type { Draft, Matter } from "./draft";
import type { Aim, DealFound } from "./findDeal";
import type { Settled } from "./resolve";

/** Why a draft wants a yes before it is written. Empty: it is written at once. */
export type ConfirmReason =
  "picture" | "newCustomer" | "newContact" | "contactData" | "amount" | "closing" | "hold" | "replaces";

const holdsReaches = (matter: Matter) =>
  matter.customers.some((person) => person.phones.length > 0 || person.wechat || person.email);

/** Who was said outright to be meant or to be new, and is nobody yet at that customer. */
export function keepsPerson(draft: Draft, index: number, resolution: Settled): boolean {
  const isSaid = draft.reading.intent === "create_customer" || (draft.keeps ?? []).includes(index);
  const isNamed = draft.reading.matters[index]?.customers[0]?.name !== undefined;
  const isStranger = resolution.kind === "one" && !resolution.contact && resolution.customer.kind === "company";
  return isSaid && isNamed && isStranger;
}

/** 38万 of a deal that is worth 38万 already changes nothing. */
function isWorthThat(about: DealFound["deal"], { amount }: Matter): boolean {
  const said = amount?.value;
  if (!about || !said) return false;
  const { amountMin = null, amountMax = null } = said;
  return about.amount === said.amount && about.amountMin === amountMin && about.amountMax === amountMax;
}

/** @param about the deal it would change; undefined where several are open and none of them was meant */
function matterReasons(matter: Matter, about: DealFound["deal"] | undefined): ConfirmReason[] {
  return [
    ...(matter.onHold && about ? (["hold"] as const) : []),
    ...(matter.amount && about !== undefined && !isWorthThat(about, matter) ? (["amount"] as const) : []),
    ...(isClosing(matter) && about ? (["closing"] as const) : []),
    ...(holdsReaches(matter) ? (["contactData"] as const) : []),
  ];
}

/** What was read in a picture, new people, money, won or lost, and a deal put aside are confirmed; notes, next steps and open stages are not. */
export function confirmReasons(draft: Draft, aims: Aim[]): ConfirmReason[] {
  const { matters, intent } = draft.reading;
  const isNew = aims.some(({ resolution }) => resolution.kind === "new");
  const reasons = matters.flatMap((matter, index) => {
    const isLeft = draft.deals?.[String(index)] === null;
    return matterReasons(matter, isLeft ? undefined : (aims[index]?.found?.deal ?? null));
  });
  return [
    ...new Set([
      ...(draft.fromPicture ? (["picture"] as const) : []),
      ...(isNew ? (["newCustomer"] as const) : []),
      ...(aims.some(({ resolution }, index) => keepsPerson(draft, index, resolution)) ? (["newContact"] as const) : []),
      ...reasons,
      ...(intent === "create_customer" ? (["contactData"] as const) : []),
    ]),
  ];
}
