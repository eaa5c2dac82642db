import { stageName } from "../../models/shared/values/pipeline";
import type { Approval } from "../../models/shared/entities/approval";
import type { Ctx } from "../context";
import { findUserNames } from "./findNames";
import { readPipeline } from "./readSetting";

export interface ApprovalExtras {
  stageName: string | null;
  requestedByName: string | null;
  decidedByName: string | null;
}

/** Stage and people of a page of requests by name. */
export async function gatherApprovalExtras(_ctx: Ctx, approvals: Approval[]): Promise<Map<string, ApprovalExtras>> {
  const pipeline = await readPipeline();
  const people = approvals.flatMap(({ requestedBy, decidedBy }) => [requestedBy, decidedBy]);
  const names = new Map(await findUserNames([...new Set(people.filter((id) => id !== null))]));
  return new Map(
    approvals.map(({ id, stage, requestedBy, decidedBy }) => [
      id,
      {
        stageName: stage && stageName(pipeline, stage),
        requestedByName: names.get(requestedBy ?? "") ?? null,
        decidedByName: names.get(decidedBy ?? "") ?? null,
      },
    ]),
  );
}
