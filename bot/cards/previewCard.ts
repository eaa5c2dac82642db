import type { CardRow } from "../../models/shared/contracts/card";
import type { Opportunity } from "../../models/shared/entities/opportunity";
import { t } from "../../models/shared/text/zhCN/chat";
import type { Ctx } from "../../server/context";
import type { Draft, Matter } from "../draft/draft";
import { mentionWords, type Resolution } from "../draft/resolve";
import type { Step } from "../draft/steps";
import type { ConfirmReason } from "../draft/tier";
import type { DraftCard } from "../reply";
import { amountRow, stageRow } from "./dealRows";
import { stageOf } from "../draft/applyOpportunity";
import { fitAll, nameOf, quoteOf, row, stepRows, unwrittenRows } from "./parts";

export interface PreviewedMatter {
  resolution: Resolution & { kind: "one" | "new" };
  /** The one open deal the words would change. */
  deal: Opportunity | null;
  steps: Step[];
}

type Person = Matter["customers"][number];

function customerRow({ resolution }: PreviewedMatter, person: Person | undefined): CardRow {
  const source = person?.name?.source ?? person?.company?.source;
  const said = source ? { source } : {};
  if (resolution.kind === "new")
    return row(t.rows.customer, t.values.newCustomer(mentionWords(resolution.mention)), said);
  const { customer, contact } = resolution;
  return row(t.rows.customer, contact ? `${nameOf(customer)} · ${contact.name}` : nameOf(customer), said);
}

function reachRows(person: Person | undefined): CardRow[] {
  if (!person) return [];
  const phones = person.phones.map((phone) => row(t.rows.phone, phone.value, { source: phone.source }));
  const wechat = person.wechat ? [row(t.rows.wechat, person.wechat.value, { source: person.wechat.source })] : [];
  const email = person.email ? [row(t.rows.email, person.email.value, { source: person.email.source })] : [];
  return [...phones, ...wechat, ...email];
}

function dealRows(draft: Draft, { deal }: PreviewedMatter, matter: Matter): CardRow[] {
  const { amount } = matter;
  const stage = stageOf(draft, matter, deal);
  // A stage alone opens no deal: where there is none, there is nothing to change.
  const moves = deal !== null || amount !== undefined;
  return [
    ...(stage && moves ? stageRow(deal, stage, matter.stage?.source) : []),
    ...(amount ? amountRow(deal, amount.value, amount.source) : []),
  ];
}

function matterRows(
  ctx: Ctx,
  draft: Draft,
  { previewed, matter }: { previewed: PreviewedMatter; matter: Matter },
): CardRow[] {
  const [person] = matter.customers;
  const content = matter.followUp?.content;
  return [
    customerRow(previewed, person),
    ...(content ? [row(t.rows.content, content.value, { source: content.source })] : []),
    ...reachRows(person),
    ...dealRows(draft, previewed, matter),
    ...previewed.steps.flatMap((step) => stepRows(step, ctx.now)),
  ];
}

/** What would be written, old beside new, before it is. */
export function previewCard(
  ctx: Ctx,
  draft: Draft,
  { reasons, matters }: { reasons: ConfirmReason[]; matters: PreviewedMatter[] },
): DraftCard {
  const rows = matters.flatMap((previewed, index) => {
    const matter = draft.reading.matters[index];
    return matter ? matterRows(ctx, draft, { previewed, matter }) : [];
  });
  const [reason = "amount"] = reasons;
  return {
    title: matters.length > 1 ? t.preview.titleMany(matters.length) : t.preview.title,
    subtitle: t.preview[draft.replaces ? "replaces" : reason],
    ...fitAll([...unwrittenRows(draft), ...rows]),
    quote: quoteOf(draft),
    buttons: [
      { text: t.actions.confirm, style: "primary", action: { kind: "confirm", draft: draft.id } },
      { text: t.actions.edit, action: { kind: "edit", draft: draft.id } },
      { text: t.actions.cancel, style: "quiet", action: { kind: "cancel", draft: draft.id } },
    ],
  };
}
