import type { Versioned } from "../../../models/shared/contracts/versioned";
import type { Pipeline } from "../../../models/shared/values/pipeline";
import { read } from "./readCache";

export const PIPELINE = "/pipeline";
export const getPipeline = () => read<Versioned<Pipeline>>(PIPELINE);
