import type { ModelUsage } from "../../../models/shared/contracts/modelUsage";
import { read } from "./readCache";

export const getModelUsage = () => read<ModelUsage>("/usage/model");
export const MODEL_PRICES = "/usage/model/prices";
export const PHOTO_READING = "/usage/model/photos";
