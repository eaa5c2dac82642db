import type { PreviewedMatter } from "../cards/previewCard";
import { isClosing } from "./dealWords";
import type { Draft } from "./draft";

/** Why a draft wants a yes before it is written. Empty: it is written at once. */
export type ConfirmReason = "newCustomer" | "contactData" | "amount" | "closing" | "hold" | "replaces";

/** New people, money, won or lost, and a deal put aside are confirmed; notes, next steps and open stages are not. */
export function confirmReasons(draft: Draft, previewed: PreviewedMatter[]): ConfirmReason[] {
  const { matters, intent } = draft.reading;
  const reasons = new Set<ConfirmReason>();
  if (previewed.some(({ resolution }) => resolution.kind === "new")) reasons.add("newCustomer");
  for (const [index, matter] of matters.entries()) {
    if (matter.onHold && previewed[index]?.deal) reasons.add("hold");
    if (matter.amount) reasons.add("amount");
    if (isClosing(matter)) reasons.add("closing");
    const isContactData = matter.customers.some((person) => person.phones.length > 0 || person.wechat || person.email);
    if (isContactData || intent === "create_customer") reasons.add("contactData");
  }
  return [...reasons];
}
