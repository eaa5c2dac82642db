import { fieldLabels, flagNames, kindNames, methodNames } from "../../../models/shared/text/zhCN/fields";
import { leadPages } from "../../../models/shared/text/zhCN/leadPages";
import { pages as t } from "../../../models/shared/text/zhCN/pages";
import type { Pipeline } from "../../../models/shared/values/pipeline";
import type { FieldSpec } from "./fieldSpec";

const optionsOf = (names: Record<string, string>) => Object.entries(names).map(([value, text]) => ({ value, text }));

const LEVELS = ["A", "B", "C", "D"].map((level) => ({ value: level, text: level }));

export const customerFields: readonly FieldSpec[] = [
  { name: "name", label: fieldLabels.customer.name, control: "text", max: 80, isRequired: true },
  { name: "kind", label: fieldLabels.customer.kind, control: "choice", max: 10, options: optionsOf(kindNames) },
  {
    name: "phones",
    label: fieldLabels.customer.phones,
    control: "phones",
    max: 200,
    placeholder: t.forms.moreThanOnePhone,
  },
  { name: "wechat", label: fieldLabels.customer.wechat, control: "wechat", max: 30, placeholder: t.forms.optional },
  { name: "level", label: fieldLabels.customer.level, control: "choice", max: 1, options: LEVELS },
  { name: "flag", label: fieldLabels.customer.flag, control: "choice", max: 3, options: optionsOf(flagNames) },
  { name: "aliases", label: fieldLabels.customer.aliases, control: "list", max: 400, placeholder: t.forms.listHelp },
  { name: "region", label: fieldLabels.customer.region, control: "text", max: 40, placeholder: t.forms.optional },
  { name: "address", label: fieldLabels.customer.address, control: "text", max: 200, placeholder: t.forms.optional },
  { name: "latitude", label: fieldLabels.customer.latitude, control: "number", max: 12 },
  { name: "longitude", label: fieldLabels.customer.longitude, control: "number", max: 12 },
  { name: "source", label: fieldLabels.customer.source, control: "text", max: 40, placeholder: t.forms.optional },
  { name: "tags", label: fieldLabels.customer.tags, control: "list", max: 400, placeholder: t.forms.listHelp },
];

export const contactFields: readonly FieldSpec[] = [
  { name: "name", label: fieldLabels.contact.name, control: "text", max: 40, isRequired: true },
  { name: "title", label: fieldLabels.contact.title, control: "text", max: 40, placeholder: t.forms.optional },
  {
    name: "phones",
    label: fieldLabels.contact.phones,
    control: "phones",
    max: 200,
    placeholder: t.forms.moreThanOnePhone,
  },
  { name: "wechat", label: fieldLabels.contact.wechat, control: "wechat", max: 30, placeholder: t.forms.optional },
  { name: "email", label: fieldLabels.contact.email, control: "email", max: 254, placeholder: t.forms.optional },
];

export const followUpFields: readonly FieldSpec[] = [
  {
    name: "content",
    label: fieldLabels.followUp.content,
    control: "area",
    max: 5000,
    isRequired: true,
    placeholder: t.forms.followUpPlaceholder,
  },
  { name: "method", label: fieldLabels.followUp.method, control: "choice", max: 10, options: optionsOf(methodNames) },
];

export const opportunityFields = ({ stages }: Pick<Pipeline, "stages">): readonly FieldSpec[] => [
  {
    name: "name",
    label: fieldLabels.opportunity.name,
    control: "text",
    max: 80,
    isRequired: true,
    placeholder: t.forms.dealPlaceholder,
  },
  { name: "amount", label: fieldLabels.opportunity.amount, control: "money", max: 20, placeholder: t.forms.optional },
  {
    name: "stage",
    label: fieldLabels.opportunity.stage,
    control: "choice",
    max: 20,
    options: stages.map(({ key, name }) => ({ value: key, text: name })),
  },
  { name: "expectedCloseOn", label: fieldLabels.opportunity.expectedCloseOn, control: "day", max: 10 },
  {
    name: "discount",
    label: fieldLabels.opportunity.discount,
    control: "percent",
    max: 5,
    placeholder: t.forms.percent,
  },
  {
    name: "probability",
    label: fieldLabels.opportunity.probability,
    control: "percent",
    max: 5,
    placeholder: t.forms.byStage,
  },
  {
    name: "competitors",
    label: fieldLabels.opportunity.competitors,
    control: "list",
    max: 400,
    placeholder: t.forms.listHelp,
  },
];

export const leadFields: readonly FieldSpec[] = [
  { name: "name", label: fieldLabels.lead.name, control: "text", max: 40, isRequired: true },
  { name: "company", label: fieldLabels.lead.company, control: "text", max: 80, placeholder: t.forms.optional },
  { name: "title", label: fieldLabels.lead.title, control: "text", max: 40, placeholder: t.forms.optional },
  {
    name: "phones",
    label: fieldLabels.lead.phones,
    control: "phones",
    max: 200,
    placeholder: t.forms.moreThanOnePhone,
  },
  { name: "wechat", label: fieldLabels.lead.wechat, control: "wechat", max: 30, placeholder: t.forms.optional },
  { name: "email", label: fieldLabels.lead.email, control: "email", max: 254, placeholder: t.forms.optional },
  { name: "source", label: fieldLabels.lead.source, control: "text", max: 40, placeholder: t.forms.optional },
  { name: "campaign", label: fieldLabels.lead.campaign, control: "text", max: 80, placeholder: t.forms.optional },
  { name: "region", label: fieldLabels.lead.region, control: "text", max: 40, placeholder: t.forms.optional },
  { name: "industry", label: fieldLabels.lead.industry, control: "text", max: 40, placeholder: t.forms.optional },
  { name: "budget", label: fieldLabels.lead.budget, control: "money", max: 20, placeholder: t.forms.optional },
  { name: "rawText", label: fieldLabels.lead.rawText, control: "area", max: 4000, placeholder: leadPages.form.rawText },
];

export const reminderFields: readonly FieldSpec[] = [
  {
    name: "text",
    label: fieldLabels.reminder.text,
    control: "text",
    max: 200,
    isRequired: true,
    placeholder: t.forms.reminderPlaceholder,
  },
];

export const visitFields: readonly FieldSpec[] = [
  { name: "text", label: fieldLabels.visit.text, control: "text", max: 200, placeholder: t.forms.optional },
  { name: "plannedOn", label: fieldLabels.visit.plannedOn, control: "day", max: 10 },
  { name: "time", label: fieldLabels.visit.time, control: "text", max: 5 },
];
