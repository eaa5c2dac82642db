import { stageName, type Pipeline } from "../../models/shared/values/pipeline";
import type { Approval } from "../../models/shared/entities/approval";
import { t } from "../../models/shared/text/zhCN/chat";
import { approvalReasonNames } from "../../models/shared/text/zhCN/fields";
import { formatFen } from "../../models/shared/values/money";
import type { DraftCard } from "../reply";
import { fitTitle, row } from "./parts";

const openDeal = ({ opportunity }: Approval) => ({ text: t.actions.open, path: `/opportunities/${opportunity}` });

const factRows = ({ title, amount, discount, reason }: Approval) => [
  row(t.rows.deal, title),
  ...(amount === null ? [] : [row(t.rows.amount, formatFen(amount))]),
  ...(discount === null ? [] : [row(t.approval.discount, t.approval.percent(discount))]),
  ...(reason ? [row(t.approval.why, approvalReasonNames[reason])] : []),
];

/** What a manager is asked. */
export const approvalCard = (
  approval: Approval,
  { pipeline, who }: { pipeline: Pipeline; who: string },
): DraftCard => ({
  title: fitTitle(t.approval.title(who, stageName(pipeline, approval.stage))),
  rows: factRows(approval),
  buttons: [
    { text: t.approval.approve, style: "primary", action: { kind: "approveMove", approval: approval.id } },
    openDeal(approval),
    { text: t.approval.refuse, style: "quiet", action: { kind: "askRefusal", approval: approval.id } },
  ],
});

/** What came of it, for the rep who asked. */
export function decidedCard(approval: Approval, { pipeline, who }: { pipeline: Pipeline; who: string }): DraftCard {
  const stage = stageName(pipeline, approval.stage);
  const title = approval.state === "approved" ? t.approval.toldApproved(stage) : t.approval.toldRefused(stage);
  return {
    title: fitTitle(title),
    rows: [
      row(t.rows.deal, approval.title),
      row(t.approval.by, who),
      ...(approval.note ? [row(t.approval.note, approval.note)] : []),
    ],
    buttons: [openDeal(approval)],
  };
}
