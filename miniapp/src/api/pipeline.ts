import type { Pipeline } from "../../../models/shared/values/pipeline";
import { request } from "./client";
import { read } from "./readCache";

export interface VersionedPipeline {
  version: number;
  value: Pipeline;
}

const PATH = "/pipeline";

export const getPipeline = () => read<VersionedPipeline>(PATH);
export const setPipeline = (pipeline: VersionedPipeline) =>
  request<VersionedPipeline>("PATCH", PATH, { body: pipeline });
