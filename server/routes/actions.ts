import { z } from "zod";
import { addDays, dayOf, instantOf } from "../../models/shared/values/day";
import { daySchema, idSchema, moneySchema } from "../../models/shared/defineEntity";
import { approveMove } from "../commands/approval/approveMove";
import { refuseMove } from "../commands/approval/refuseMove";
import { holdOpportunity } from "../commands/opportunity/holdOpportunity";
import { moveOpportunity } from "../commands/opportunity/moveOpportunity";
import { reopenOpportunity } from "../commands/opportunity/reopenOpportunity";
import { resumeOpportunity } from "../commands/opportunity/resumeOpportunity";
import { restoreRecord } from "../commands/records/restoreRecord";
import { claimCustomer } from "../commands/customer/claimCustomer";
import { extendProtection } from "../commands/customer/extendProtection";
import { protectCustomer } from "../commands/customer/protectCustomer";
import { releaseCustomer } from "../commands/customer/releaseCustomer";
import { transferCustomer } from "../commands/customer/transferCustomer";
import { loseOpportunity } from "../commands/opportunity/loseOpportunity";
import { winOpportunity } from "../commands/opportunity/winOpportunity";
import { assignLead } from "../commands/lead/assignLead";
import { invalidateLead, reopenLead } from "../commands/lead/invalidateLead";
import { takeLead } from "../commands/lead/takeLead";
import { nudgeOwner } from "../commands/risk/nudgeOwner";
import { quietRisk } from "../commands/risk/quietRisk";
import { completeReminder } from "../commands/reminder/completeReminder";
import { dropReminder } from "../commands/reminder/dropReminder";
import { postponeReminder } from "../commands/reminder/postponeReminder";
import { reopenReminder } from "../commands/reminder/reopenReminder";
import type { EntityName, RecordFor } from "../../models/shared/entities";
import type { Ctx } from "../context";
import { RESTORABLE } from "../queries/listArchived";
import { records } from "../records";
import { endpoint, type Endpoint } from "./endpoint";
import { recordAnswer, showRecord } from "./showRecords";

/** A domain command on one record. */
function action<N extends EntityName, B extends z.ZodType>(spec: {
  entity: N;
  verb: string;
  body: B;
  run(ctx: Ctx, id: string, body: z.output<B>): Promise<RecordFor<N>>;
}): Endpoint {
  const { entity, verb, body: schema } = spec;
  return endpoint({
    method: "post",
    path: `/${records[entity].path}/:id/${verb}`,
    summary: `${verb[0]?.toUpperCase()}${verb.slice(1)} a ${entity}`,
    body: schema,
    answer: recordAnswer(entity),
    run: async ({ ctx, id, body }) => showRecord(ctx, entity, await spec.run(ctx, id, body)),
  });
}

const HOUR_MS = 3_600_000;
const MORNING = "09:00";

const PRESETS = {
  oneHour: (now: Date) => new Date(now.getTime() + HOUR_MS),
  tomorrowMorning: (now: Date) => instantOf(addDays(dayOf(now), 1), MORNING),
} as const;

const postponement = z.union([
  z.strictObject({ until: z.iso.datetime({ offset: true }).transform((value) => new Date(value)) }),
  z.strictObject({ preset: z.enum(["oneHour", "tomorrowMorning"]) }),
]);

const nothing = z.strictObject({});
const reported = z.string().trim().min(1).max(80);

const restore = <N extends EntityName>(entity: N): Endpoint =>
  action({ entity, verb: "restore", body: nothing, run: (ctx, id) => restoreRecord(ctx, entity, id) });

export const actionRoutes: Endpoint[] = [
  ...RESTORABLE.map(restore),
  action({
    entity: "customer",
    verb: "transfer",
    body: z.strictObject({ owner: idSchema }),
    run: (ctx, id, { owner }) => transferCustomer(ctx, { id, owner }),
  }),
  action({ entity: "customer", verb: "claim", body: nothing, run: (ctx, id) => claimCustomer(ctx, { id }) }),
  action({
    entity: "customer",
    verb: "protect",
    body: z.strictObject({ protectedFor: reported.nullable().default(null) }),
    run: (ctx, id, { protectedFor }) => protectCustomer(ctx, { id, protectedFor }),
  }),
  action({ entity: "customer", verb: "extend", body: nothing, run: (ctx, id) => extendProtection(ctx, { id }) }),
  action({
    entity: "customer",
    verb: "release",
    body: z.strictObject({ reason: z.string().trim().min(1).max(200) }),
    run: (ctx, id, { reason }) => releaseCustomer(ctx, { id, reason }),
  }),
  action({
    entity: "customer",
    verb: "quiet-risk",
    body: z.strictObject({ until: daySchema.nullable() }),
    run: (ctx, id, { until }) => quietRisk(ctx, { id, until }),
  }),
  endpoint({
    method: "post",
    path: "/customers/:id/nudge",
    summary: "Ask whoever owns a customer to turn to it: a reminder of theirs that rings at once",
    body: nothing,
    answer: recordAnswer("reminder"),
    run: async ({ ctx, id }) => showRecord(ctx, "reminder", await nudgeOwner(ctx, { id })),
  }),
  action({
    entity: "reminder",
    verb: "complete",
    body: z.strictObject({ result: z.string().trim().min(1).max(500).optional() }),
    run: (ctx, id, { result }) => completeReminder(ctx, { id, result }),
  }),
  action({
    entity: "reminder",
    verb: "postpone",
    body: postponement,
    run: (ctx, id, body) =>
      postponeReminder(ctx, { id, until: "until" in body ? body.until : PRESETS[body.preset](ctx.now) }),
  }),
  action({ entity: "reminder", verb: "drop", body: nothing, run: (ctx, id) => dropReminder(ctx, { id }) }),
  action({ entity: "reminder", verb: "reopen", body: nothing, run: (ctx, id) => reopenReminder(ctx, { id }) }),
  action({
    entity: "opportunity",
    verb: "win",
    body: z.strictObject({ amount: moneySchema.optional() }),
    run: (ctx, id, { amount }) => winOpportunity(ctx, { id, amount }),
  }),
  action({
    entity: "opportunity",
    verb: "lose",
    body: z.strictObject({
      lossReason: z.string().trim().min(1).max(200).optional(),
      competitors: z.array(z.string().trim().min(1).max(40)).max(10).optional(),
    }),
    run: (ctx, id, loss) => loseOpportunity(ctx, { id, ...loss }),
  }),
  action({
    entity: "opportunity",
    verb: "move",
    body: z.strictObject({ stage: z.string().min(1).max(24) }),
    run: (ctx, id, { stage }) => moveOpportunity(ctx, { id, stage }),
  }),
  action({
    entity: "opportunity",
    verb: "hold",
    body: z.strictObject({ until: daySchema.nullable().default(null) }),
    run: (ctx, id, { until }) => holdOpportunity(ctx, { id, until }),
  }),
  action({ entity: "opportunity", verb: "resume", body: nothing, run: (ctx, id) => resumeOpportunity(ctx, { id }) }),
  action({ entity: "opportunity", verb: "reopen", body: nothing, run: (ctx, id) => reopenOpportunity(ctx, { id }) }),
  action({
    entity: "lead",
    verb: "assign",
    body: z.strictObject({ owner: idSchema }),
    run: (ctx, id, { owner }) => assignLead(ctx, { id, owner }),
  }),
  action({ entity: "lead", verb: "take", body: nothing, run: (ctx, id) => takeLead(ctx, { id }) }),
  action({
    entity: "lead",
    verb: "invalidate",
    body: z.strictObject({ reason: z.string().trim().min(1).max(200) }),
    run: (ctx, id, { reason }) => invalidateLead(ctx, { id, reason }),
  }),
  action({ entity: "lead", verb: "reopen", body: nothing, run: (ctx, id) => reopenLead(ctx, { id }) }),
  action({ entity: "approval", verb: "approve", body: nothing, run: (ctx, id) => approveMove(ctx, { id }) }),
  action({
    entity: "approval",
    verb: "refuse",
    body: z.strictObject({ note: z.string().trim().min(1).max(200) }),
    run: (ctx, id, { note }) => refuseMove(ctx, { id, note }),
  }),
];
