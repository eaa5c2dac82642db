import type { Reading } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";

/** Money that came in is not what the deal is worth. */
export const PAYMENT = "payment";

const AROUND = 8;

/** Takes payments out of a reading: they have no record yet, and must never overwrite a deal's amount. */
export function leavePayments(reading: Reading, text: string): Reading {
  let dropped = reading.dropped;
  const matters = reading.matters.map((matter) => {
    const { amount, ...rest } = matter;
    if (!amount) return matter;
    const around = text.slice(Math.max(0, amount.source.start - AROUND), amount.source.end + AROUND);
    const near = t.noPaymentWords.reduce((left, words) => left.replaceAll(words, ""), around);
    if (!t.paymentWords.some((word) => near.includes(word))) return matter;
    dropped = [...dropped, { what: PAYMENT, why: near }];
    return rest;
  });
  return { ...reading, matters, dropped };
}
