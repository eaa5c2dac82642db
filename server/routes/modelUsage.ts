import { modelUsage, versionedPhotoReading, versionedPrices } from "../../models/shared/contracts/modelUsage";
import { changeSetting } from "../commands/setting/changeSetting";
import { readModelUsage } from "../queries/readModelUsage";
import { modelPricesSetting, photoReadingSetting } from "../queries/readSetting";
import { endpoint, type Endpoint } from "./endpoint";

/** What the model is asked, and what it costs. */
export const modelUsageRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/usage/model",
    summary: "How often the model was asked this month, how long it took and what it cost; for admins",
    answer: modelUsage,
    run: ({ ctx }) => readModelUsage(ctx),
  }),
  endpoint({
    method: "patch",
    path: "/usage/model/prices",
    summary: "Set what a thousand tokens cost, in yuan; carries the version it read",
    body: versionedPrices,
    answer: versionedPrices,
    run: ({ ctx, body }) => changeSetting(ctx, modelPricesSetting, body),
  }),
  endpoint({
    method: "patch",
    path: "/usage/model/photos",
    summary: "Allow or forbid that the model sees pictures; nothing in a picture can be masked",
    body: versionedPhotoReading,
    answer: versionedPhotoReading,
    run: ({ ctx, body }) => changeSetting(ctx, photoReadingSetting, body),
  }),
];
