import { stageName, type Pipeline } from "../../models/shared/values/pipeline";
import type { Approval } from "../../models/shared/entities/approval";
import { t } from "../../models/shared/text/zhCN/chat";
import { approvalReasonNames, fieldLabels } from "../../models/shared/text/zhCN/fields";
import { formatInstant } from "../../models/shared/values/day";
import { formatFen } from "../../models/shared/values/money";
import type { DraftCard } from "../reply";
import { fitTitle, row } from "./parts";

/** The deal, or the customer, it is about. */
const openSubject = ({ opportunity, customer }: Approval) => ({
  text: t.actions.open,
  path: opportunity ? `/opportunities/${opportunity}` : `/customers/${customer}`,
});

const nameRow = ({ opportunity, title }: Approval) => row(opportunity ? t.rows.deal : t.rows.customer, title);
const untilRows = ({ until }: Approval) => (until ? [row(fieldLabels.approval.until, formatInstant(until))] : []);
const stageOf = (pipeline: Pipeline, { stage }: Approval) => (stage === null ? null : stageName(pipeline, stage));

const factRows = (approval: Approval) => {
  const { amount, discount, reason } = approval;
  return [
    nameRow(approval),
    ...untilRows(approval),
    ...(amount === null ? [] : [row(t.rows.amount, formatFen(amount))]),
    ...(discount === null ? [] : [row(t.approval.discount, t.approval.percent(discount))]),
    ...(reason ? [row(t.approval.why, approvalReasonNames[reason])] : []),
  ];
};

/** What a manager is asked. */
export const approvalCard = (
  approval: Approval,
  { pipeline, who }: { pipeline: Pipeline; who: string },
): DraftCard => ({
  title: fitTitle(t.approval.title(who, stageOf(pipeline, approval))),
  rows: factRows(approval),
  buttons: [
    { text: t.approval.approve, style: "primary", action: { kind: "approveMove", approval: approval.id } },
    openSubject(approval),
    { text: t.approval.refuse, style: "quiet", action: { kind: "askRefusal", approval: approval.id } },
  ],
});

/** What came of it, for the rep who asked. */
export function decidedCard(approval: Approval, { pipeline, who }: { pipeline: Pipeline; who: string }): DraftCard {
  const stage = stageOf(pipeline, approval);
  const title = approval.state === "approved" ? t.approval.toldApproved(stage) : t.approval.toldRefused(stage);
  return {
    title: fitTitle(title),
    rows: [
      nameRow(approval),
      ...(approval.state === "approved" ? untilRows(approval) : []),
      row(t.approval.by, who),
      ...(approval.note ? [row(t.approval.note, approval.note)] : []),
    ],
    buttons: [openSubject(approval)],
  };
}
