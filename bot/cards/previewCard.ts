import type { CardRow } from "../../models/shared/contracts/card";
import type { Pipeline } from "../../models/shared/values/pipeline";
import type { Customer } from "../../models/shared/entities/customer";
import type { Opportunity } from "../../models/shared/entities/opportunity";
import { t } from "../../models/shared/text/zhCN/chat";
import type { Ctx } from "../../server/context";
import type { Draft, Matter } from "../draft/draft";
import { mentionWords, type Settled } from "../draft/resolve";
import type { Resemblance } from "../../server/queries/match/findSimilar";
import type { Step } from "../draft/steps";
import type { ConfirmReason } from "../draft/tier";
import type { DraftButton, DraftCard } from "../reply";
import { holdUntil, stageSaid } from "../draft/dealWords";
import { writePromise } from "../../models/shared/values/promise";
import { promisesIn } from "../draft/applyDraft";
import { promiseRows } from "./promiseRows";
import { chooseButtons } from "./candidateWords";
import { showCorrected, talkRows } from "./correctedRows";
import { amountRow, holdRow, stageRow } from "./dealRows";
import { fitAll, fitButton, nameOf, quoteOf, row, stepRows, unwrittenRows } from "./parts";

export interface PreviewedMatter {
  resolution: Settled;
  /** The one open deal the words would change. */
  deal: Opportunity | null;
  pipeline: Pipeline;
  steps: Step[];
  /** Whoever is named becomes a contact. */
  keeps: boolean;
  /** What a new customer may be a second record of. */
  resembles: Resemblance | null;
}

type Person = Matter["customers"][number];

function customerRow({ resolution }: PreviewedMatter, person: Person | undefined): CardRow {
  const source = person?.name?.source ?? person?.company?.source;
  const said = source ? { source } : {};
  if (resolution.kind === "new") {
    const { company } = resolution.mention;
    return row(t.rows.customer, t.values.newCustomer(company ?? mentionWords(resolution.mention)), said);
  }
  const { customer, contact } = resolution;
  return row(t.rows.customer, contact ? `${nameOf(customer)} · ${contact.name}` : nameOf(customer), said);
}

const hasReaches = ({ phones, wechat, email }: Person) =>
  phones.length > 0 || wechat !== undefined || email !== undefined;

/** Who will be kept as a contact: of a new company whoever was named, of a known one whoever comes with a number. */
function keepsContact({ resolution, keeps }: PreviewedMatter, person: Person): boolean {
  if (keeps) return true;
  if (resolution.kind === "new") return resolution.mention.company !== null;
  return resolution.contact === null && resolution.customer.kind === "company" && hasReaches(person);
}

function contactRow(previewed: PreviewedMatter, person: Person | undefined): CardRow[] {
  const { name, title } = person ?? {};
  if (!person || !name || !keepsContact(previewed, person)) return [];
  const words = title && !name.value.endsWith(title.value) ? `${name.value} ${title.value}` : name.value;
  return [row(t.rows.contact, t.values.newCustomer(words), { source: name.source })];
}

function resemblanceRows({ resembles }: PreviewedMatter): CardRow[] {
  if (!resembles) return [];
  const { duplicates, similar } = resembles;
  const names = (customers: Customer[]) => customers.map(nameOf).join(t.values.and);
  return [
    ...(duplicates.length > 0 ? [row(t.rows.note, t.values.duplicate(names(duplicates)))] : []),
    ...(similar.length > 0 ? [row(t.rows.note, t.values.similar(names(similar)))] : []),
  ];
}

function reachRows(person: Person | undefined): CardRow[] {
  if (!person) return [];
  const phones = person.phones.map((phone) => row(t.rows.phone, phone.value, { source: phone.source }));
  const wechat = person.wechat ? [row(t.rows.wechat, person.wechat.value, { source: person.wechat.source })] : [];
  const email = person.email ? [row(t.rows.email, person.email.value, { source: person.email.source })] : [];
  return [...phones, ...wechat, ...email];
}

function lossRows({ lossReason, competitors }: Matter): CardRow[] {
  const rivals = competitors.map((one) => one.value).join(t.values.separator);
  return [
    ...(lossReason ? [row(t.rows.lossReason, lossReason.value, { source: lossReason.source })] : []),
    ...(rivals ? [row(t.rows.rival, rivals)] : []),
  ];
}

/** What a deal that ends or rests takes with it. */
function endRows(ctx: Ctx, draft: Draft, matter: Matter): CardRow[] {
  if (matter.stage) return matter.stage.value === "lost" ? lossRows(matter) : [];
  if (!matter.onHold) return [];
  const until = holdUntil(ctx.now, draft, matter);
  return holdRow(until?.day ?? null, until?.source ?? matter.onHold.source);
}

function dealRows(
  ctx: Ctx,
  draft: Draft,
  { previewed, matter }: { previewed: PreviewedMatter; matter: Matter },
): CardRow[] {
  const { deal, pipeline } = previewed;
  const { amount } = matter;
  const said = stageSaid(pipeline, draft, { matter, deal });
  // A stage alone opens no deal: where there is none, there is nothing to change.
  const moves = deal !== null || amount !== undefined;
  return [
    ...(said && moves ? stageRow(pipeline, deal, { stage: said.key, source: said.source }) : []),
    ...(amount ? amountRow(deal, amount.value, amount.source) : []),
    ...(deal ? endRows(ctx, draft, matter) : []),
  ];
}

function matterRows(
  ctx: Ctx,
  draft: Draft,
  { previewed, matter, index }: { previewed: PreviewedMatter; matter: Matter; index: number },
): CardRow[] {
  const [person] = matter.customers;
  const content = matter.followUp?.content;
  const rows = [
    customerRow(previewed, person),
    ...contactRow(previewed, person),
    ...resemblanceRows(previewed),
    ...(content ? [row(t.rows.content, content.value, { source: content.source })] : []),
    ...promiseRows(promisesIn(matter).map(writePromise)),
    ...talkRows(draft, { index, now: ctx.now }),
    ...reachRows(person),
    ...dealRows(ctx, draft, { previewed, matter }),
    ...previewed.steps.flatMap((step) => stepRows(step, ctx.now)),
  ];
  return showCorrected(rows, draft, { index, now: ctx.now, pipeline: previewed.pipeline });
}

/** So many beside what a preview always has. */
const MOST_KNOWN = 2;

/** One tap when the new customer is somebody we have; not for who was asked before, and said it is none of them. */
function knownButtons(draft: Draft, matters: PreviewedMatter[]): DraftButton[] {
  const offers = matters.flatMap(({ resembles }, matter) => {
    const isAnswered = draft.choices[String(matter)] !== undefined;
    const known = resembles && !isAnswered ? [...resembles.duplicates, ...resembles.similar] : [];
    return known.map((customer) => ({ matter, customer, contact: null }));
  });
  return chooseButtons(draft, offers.slice(0, MOST_KNOWN)).map((button) => ({
    ...button,
    text: fitButton(t.preview.isKnown(button.text)),
  }));
}

/** What would be written, old beside new, before it is. */
export function previewCard(
  ctx: Ctx,
  draft: Draft,
  { reasons, matters }: { reasons: ConfirmReason[]; matters: PreviewedMatter[] },
): DraftCard {
  const rows = matters.flatMap((previewed, index) => {
    const matter = draft.reading.matters[index];
    return matter ? matterRows(ctx, draft, { previewed, matter, index }) : [];
  });
  const [reason = "amount"] = reasons;
  return {
    title: matters.length > 1 ? t.preview.titleMany(matters.length) : t.preview.title,
    subtitle: t.preview[draft.replaces ? "replaces" : reason],
    ...fitAll([...unwrittenRows(draft), ...rows]),
    quote: quoteOf(draft),
    buttons: [
      { text: t.actions.confirm, style: "primary", action: { kind: "confirm", draft: draft.id } },
      ...knownButtons(draft, matters),
      { text: t.actions.edit, action: { kind: "edit", draft: draft.id } },
      { text: t.actions.cancel, style: "quiet", action: { kind: "cancel", draft: draft.id } },
    ],
  };
}
