import { z } from "zod";
import { nextStep } from "../../models/shared/contracts/read";
import { riskSchema } from "../../models/shared/contracts/risk";
import type { Reminder } from "../../models/shared/entities/reminder";
import type { CustomerExtras } from "../queries/gatherCustomerExtras";
import { presentInstant } from "./presentInstant";

export const customerExtras = {
  nextStep: nextStep.nullable(),
  openAmount: z.int(),
  lastFollowUp: z
    .object({ id: z.string(), method: z.string().nullable(), content: z.string(), happenedAt: z.string().nullable() })
    .nullable(),
  risk: riskSchema.nullable(),
};

const presentNextStep = ({ id, text, dueFrom, dueTo, time }: Reminder) => ({
  text,
  dueFrom,
  dueTo,
  time,
  reminderId: id,
});

export function presentCustomerExtras({ nextStep, openAmount, lastFollowUp, risk }: CustomerExtras) {
  return {
    nextStep: nextStep && presentNextStep(nextStep),
    openAmount,
    lastFollowUp: lastFollowUp && {
      id: lastFollowUp.id,
      method: lastFollowUp.method,
      content: lastFollowUp.content,
      happenedAt: lastFollowUp.happenedAt && presentInstant(lastFollowUp.happenedAt),
    },
    risk,
  };
}
