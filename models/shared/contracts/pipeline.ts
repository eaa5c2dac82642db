import { z } from "zod";
import { moneySchema } from "../defineEntity";
import { GATE_FIELDS, LONGEST_STAGE_NAME, type Gate, type Pipeline, type PipelineStage } from "../values/pipeline";

const percent = z.number().min(0).max(100);

const gateSchema: z.ZodType<Gate> = z.strictObject({
  visits: z.int().min(0).max(20),
  fields: z.array(z.enum(GATE_FIELDS)).max(GATE_FIELDS.length),
  approveAmountFrom: moneySchema.nullable(),
  approveDiscountFrom: percent.nullable(),
});

const stageSchema: z.ZodType<PipelineStage> = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9]{1,23}$/),
  name: z.string().trim().min(1).max(LONGEST_STAGE_NAME),
  probability: percent,
  gate: gateSchema,
});

/** What an admin may set; values/pipeline.ts says what it means. */
export const pipelineSchema: z.ZodType<Pipeline> = z.strictObject({
  stages: z.array(stageSchema).min(1).max(15),
  wonGate: gateSchema,
  slowAfterDays: z.int().min(1).max(365),
  stuckAfterDays: z.int().min(1).max(365),
  historyFrom: z.int().min(5).max(1000),
});
