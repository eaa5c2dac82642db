import type { z } from "zod";
import { allowances, type Allowances } from "../../models/shared/contracts/allowances";
import { DEFAULT_LEAD_RULES, leadRulesSchema, type LeadRules } from "../../models/shared/contracts/leads";
import { pipelineSchema } from "../../models/shared/contracts/pipeline";
import {
  modelPrices,
  NO_PHOTO_READING,
  NO_PRICES,
  photoReading,
  type ModelPrices,
  type PhotoReading,
} from "../../models/shared/contracts/modelUsage";
import { riskLimitsSchema } from "../../models/shared/contracts/risk";
import type { Versioned } from "../../models/shared/contracts/versioned";
import { checkInLimitsSchema } from "../../models/shared/contracts/visits";
import { poolRulesSchema } from "../../models/shared/contracts/pool";
import { DEFAULT_POOL_RULES, type PoolRules } from "../../models/shared/values/pool";
import { DEFAULT_PIPELINE, type Pipeline } from "../../models/shared/values/pipeline";
import { dayOf } from "../../models/shared/values/day";
import { DEFAULT_CHECK_IN_LIMITS, type CheckInLimits } from "../../models/shared/values/point";
import { DEFAULT_RISK_LIMITS, type RiskLimits } from "../../models/shared/values/risk";
import { Setting, type SettingRow } from "../../models/system/setting";
import type { Actor } from "../context";
import { canSetLeadRules } from "../policies";
import type { RiskRules } from "./risks/assess";

/** A subject of the company's settings: what it may look like, and what holds until somebody sets it. */
export interface SettingKind<T extends object> {
  name: string;
  schema: z.ZodType<T>;
  fallback: T;
  /** Who may set it; admins unless said. */
  maySet?: (actor: Actor) => boolean;
}

export const pipelineSetting: SettingKind<Pipeline> = {
  name: "pipeline",
  schema: pipelineSchema,
  fallback: DEFAULT_PIPELINE,
};

export const leadRulesSetting: SettingKind<LeadRules> = {
  name: "leadRules",
  schema: leadRulesSchema,
  fallback: DEFAULT_LEAD_RULES,
  maySet: canSetLeadRules,
};

export const riskSetting: SettingKind<RiskLimits> = {
  name: "risk",
  schema: riskLimitsSchema,
  fallback: DEFAULT_RISK_LIMITS,
};

export const poolSetting: SettingKind<PoolRules> = {
  name: "pool",
  schema: poolRulesSchema,
  fallback: DEFAULT_POOL_RULES,
};

export const checkInSetting: SettingKind<CheckInLimits> = {
  name: "checkIn",
  schema: checkInLimitsSchema,
  fallback: DEFAULT_CHECK_IN_LIMITS,
};

export const modelPricesSetting: SettingKind<ModelPrices> = {
  name: "modelPrices",
  schema: modelPrices,
  fallback: NO_PRICES,
};

export const allowancesSetting: SettingKind<Allowances> = {
  name: "allowances",
  schema: allowances,
  fallback: {},
};

export const photoReadingSetting: SettingKind<PhotoReading> = {
  name: "photoReading",
  schema: photoReading,
  fallback: NO_PHOTO_READING,
};

const versioned = <T extends object>(kind: SettingKind<T>, row: SettingRow | null | undefined): Versioned<T> =>
  row
    ? { value: kind.schema.parse({ ...kind.fallback, ...row.value }), version: row.version }
    : { value: kind.fallback, version: 0 };

export const readSetting = async <T extends object>(kind: SettingKind<T>): Promise<Versioned<T>> =>
  versioned(kind, await Setting.findOne({ _id: kind.name }).lean<SettingRow>());

export const readAllowances = async (): Promise<Allowances> => (await readSetting(allowancesSetting)).value;
export const readPipeline = async (): Promise<Pipeline> => (await readSetting(pipelineSetting)).value;
export const readLeadRules = async (): Promise<LeadRules> => (await readSetting(leadRulesSetting)).value;

/** What risks are measured by at this moment, in one look. */
export async function readRiskRules(now: Date): Promise<RiskRules> {
  const rows = await Setting.find({ _id: { $in: [riskSetting.name, pipelineSetting.name] } }).lean<SettingRow[]>();
  const read = <T extends object>(kind: SettingKind<T>) =>
    versioned(
      kind,
      rows.find(({ _id }) => _id === kind.name),
    ).value;
  return { today: dayOf(now), limits: read(riskSetting), pipeline: read(pipelineSetting) };
}
export const readCheckInLimits = async (): Promise<CheckInLimits> => (await readSetting(checkInSetting)).value;
export const readPoolRules = async (): Promise<PoolRules> => (await readSetting(poolSetting)).value;
