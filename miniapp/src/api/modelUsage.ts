import type { ModelUsage, VersionedPhotoReading, VersionedPrices } from "../../../models/shared/contracts/modelUsage";
import { request } from "./client";
import { read } from "./readCache";

export const getModelUsage = () => read<ModelUsage>("/usage/model");
export const setPrices = (prices: VersionedPrices) =>
  request<VersionedPrices>("PATCH", "/usage/model/prices", { body: prices });
export const setPhotoReading = (photos: VersionedPhotoReading) =>
  request<VersionedPhotoReading>("PATCH", "/usage/model/photos", { body: photos });
