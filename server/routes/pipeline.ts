import { z } from "zod";
import { pipelineSchema } from "../../models/shared/contracts/pipeline";
import { changePipeline } from "../commands/setting/changePipeline";
import { pipelineSetting, readSetting } from "../queries/readSetting";
import { endpoint, type Endpoint } from "./endpoint";

const versioned = z.strictObject({ version: z.int().min(0), value: pipelineSchema });

/** How this company sells. Everybody reads it; admins change it. */
export const pipelineRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/pipeline",
    summary: "The stages of a deal, their gates and how long one may stay",
    answer: versioned,
    run: () => readSetting(pipelineSetting),
  }),
  endpoint({
    method: "patch",
    path: "/pipeline",
    summary: "Set the stages and their gates; carries the version it read",
    body: versioned,
    answer: versioned,
    run: ({ ctx, body }) => changePipeline(ctx, body),
  }),
];
