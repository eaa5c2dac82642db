import { isClosing } from "./applyOpportunity";
import type { Draft } from "./draft";
import type { Resolution } from "./resolve";

/** Why a draft wants a yes before it is written. Empty: it is written at once. */
export type ConfirmReason = "newCustomer" | "contactData" | "amount" | "closing" | "replaces";

/** New people, money, and won or lost are confirmed; notes, next steps and open stages are not. */
export function confirmReasons(draft: Draft, resolutions: Resolution[]): ConfirmReason[] {
  const { matters, intent } = draft.reading;
  const reasons = new Set<ConfirmReason>();
  if (resolutions.some((resolution) => resolution.kind === "new")) reasons.add("newCustomer");
  for (const matter of matters) {
    if (matter.amount) reasons.add("amount");
    if (isClosing(matter)) reasons.add("closing");
    const isContactData = matter.customers.some((person) => person.phones.length > 0 || person.wechat || person.email);
    if (isContactData || intent === "create_customer") reasons.add("contactData");
  }
  return [...reasons];
}
