import type { Visit } from "../../../models/shared/entities/visit";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { writeNote } from "../followUp/writeNote";
import type { CreateInput } from "../records/createPlain";
import { writeVisit } from "./keepVisit";
import type { FollowUp } from "../../../models/shared/entities/followUp";

type Result = Pick<
  CreateInput<"followUp">,
  "content" | "contact" | "mood" | "keywords" | "promises" | "competitors" | "happenedAt"
>;

/** What came of a visit, as a note of its customer by the way of contact 拜访. */
export async function recordVisit(
  ctx: Ctx,
  { id, ...result }: Result & { id: string },
): Promise<{ visit: Visit; followUp: FollowUp }> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "visit", id);
    authorize(ctx.actor, "record", { entity: "visit", record: before });
    const { customer } = before;
    const contact = result.contact ?? before.contact;
    const happenedAt = result.happenedAt ?? before.checkedInAt ?? ctx.now;
    const followUp = await writeNote(ctx, { ...result, customer, contact, happenedAt, method: "visit" });
    return { visit: await writeVisit(ctx, before, followUp), followUp };
  });
}
