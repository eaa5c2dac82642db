import { models } from "../../../models";
import { entities } from "../../../models/shared/entities";
import type { Visit } from "../../../models/shared/entities/visit";
import { defaultVisitText } from "../../../models/shared/text/zhCN/visits";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize, authorizeCreate } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { checkRefs } from "../records/checkRefs";
import type { CreateInput } from "../records/createPlain";
import { toReminder } from "./visitReminder";
import { updateVisit } from "./updateVisit";

async function agreedBefore(ctx: Ctx, { customer, plannedOn }: CreateInput<"visit">): Promise<Visit | null> {
  const same = { customer, plannedOn, visitor: ctx.actor.id, state: "planned", archivedAt: null };
  const row = await models.visit.findOne(same).lean<StoredRow>();
  return row ? (toRecord(entities.visit, row) as unknown as Visit) : null;
}

/**
 * Agrees a visit to a customer by the actor, who is reminded of it once: half an hour before, or in the morning of a day without a
 * clock time. Said twice for one day it is still one visit, at the time said last.
 *
 * @throws AppError `past_time`, `forbidden`, `invalid_input`
 */
export async function planVisit(
  ctx: Ctx,
  { remindAt, ...input }: CreateInput<"visit"> & { remindAt?: Date | undefined },
): Promise<Visit> {
  authorizeCreate(ctx.actor, "visit");
  return withTransaction(async () => {
    await checkRefs(ctx, "visit", { values: input });
    const customer = await findReadable(ctx, "customer", String(input.customer));
    authorize(ctx.actor, "update", { entity: "customer", record: customer });
    const { time = null, plannedOn = null } = input;
    const text = input.text ?? defaultVisitText(customer);
    const before = await agreedBefore(ctx, input);
    if (before) {
      const changes = { text: input.text ?? before.text, time: time ?? before.time };
      return updateVisit(ctx, { id: before.id, changes, remindAt });
    }
    const place = { customer: customer.id, isKey: customer.isKey };
    const ring = { ...toReminder(ctx, { text, plannedOn, time }, remindAt), ...place, owner: ctx.actor.id };
    const reminder = await saveWithEvent(ctx, "reminder", {
      before: null,
      set: { ...ring, state: "open" },
      event: "reminder.planned",
    });
    const plan = { ...input, ...place, text, owner: customer.owner, visitor: ctx.actor.id, reminder: reminder.id };
    return saveWithEvent(ctx, "visit", { before: null, set: { ...plan, state: "planned" }, event: "visit.created" });
  });
}
