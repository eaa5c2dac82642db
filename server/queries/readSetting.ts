import type { z } from "zod";
import { pipelineSchema } from "../../models/shared/contracts/pipeline";
import { DEFAULT_PIPELINE, type Pipeline } from "../../models/shared/values/pipeline";
import { Setting, type SettingRow } from "../../models/system/setting";

/** A subject of the company's settings: what it may look like, and what holds until somebody sets it. */
export interface SettingKind<T extends object> {
  name: string;
  schema: z.ZodType<T>;
  fallback: T;
}

export const pipelineSetting: SettingKind<Pipeline> = {
  name: "pipeline",
  schema: pipelineSchema,
  fallback: DEFAULT_PIPELINE,
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
