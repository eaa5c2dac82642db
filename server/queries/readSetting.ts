import type { z } from "zod";
import { DEFAULT_LEAD_RULES, leadRulesSchema, type LeadRules } from "../../models/shared/contracts/leads";
import { pipelineSchema } from "../../models/shared/contracts/pipeline";
import { DEFAULT_PIPELINE, type Pipeline } from "../../models/shared/values/pipeline";
import { Setting, type SettingRow } from "../../models/system/setting";
import type { Actor } from "../context";
import { canSetLeadRules } from "../policies";

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

export interface VersionedSetting<T> {
  value: T;
  /** 0 while nobody has set it. */
  version: number;
}

export async function readSetting<T extends object>(kind: SettingKind<T>): Promise<VersionedSetting<T>> {
  const row = await Setting.findOne({ _id: kind.name }).lean<SettingRow>();
  return row
    ? { value: kind.schema.parse({ ...kind.fallback, ...row.value }), version: row.version }
    : { value: kind.fallback, version: 0 };
}

export const readPipeline = async (): Promise<Pipeline> => (await readSetting(pipelineSetting)).value;
export const readLeadRules = async (): Promise<LeadRules> => (await readSetting(leadRulesSetting)).value;
