import { t } from "../../../models/shared/text/zhCN/chat";
import type { Ctx } from "../../../server/context";
import { may } from "../../../server/policies";
import { findUserNames } from "../../../server/queries/findNames";
import { listRecords } from "../../../server/queries/listRecords";
import { readPipeline } from "../../../server/queries/readSetting";
import { approvalCard } from "../../cards/approvalCard";
import { noteCard } from "../../cards/askCards";
import { reply, type Reply } from "../../reply";

/** So many cards at once; the rest is in the mini-app. */
const MOST = 3;

/** 有什么要审批的: each one as it was asked, to be answered by a tap. */
export async function askApprovals(ctx: Ctx): Promise<Reply> {
  const { records } = await listRecords(ctx, "approval", { state: "open", sort: "createdAt", limit: 50 });
  const mine = records.filter((record) => may(ctx.actor, "approve", { entity: "approval", record }));
  if (mine.length === 0) return reply(noteCard(t.approval.nothingOpen, t.approval.nothingOpenHelp));
  const pipeline = await readPipeline();
  const names = new Map(await findUserNames(mine.map(({ owner }) => owner ?? "")));
  const cards = mine
    .slice(0, MOST)
    .map((approval) => approvalCard(approval, { pipeline, who: names.get(approval.owner ?? "") ?? "" }));
  const rest = mine.length - cards.length;
  if (rest === 0) return { cards };
  const more = { ...noteCard(t.approval.more(rest), ""), buttons: [{ text: t.actions.open, path: "/approvals" }] };
  return { cards: [...cards, more] };
}
