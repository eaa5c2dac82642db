import { pages as t } from "../../../models/shared/text/zhCN/pages";
import { parseFen, toYuan } from "../../../models/shared/values/money";
import type { FieldSpec, FormErrors, FormValues } from "./fieldSpec";

const BETWEEN = /[、,，;；\n]+/;
const MOBILE_DIGITS = 11;
const PHONE = /^[0-9+][0-9 -]{4,24}$/;
const WECHAT = /^[A-Za-z0-9][\w-]{4,29}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What a person writes between names. */
export const parts = (text: string) =>
  text
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter(Boolean);

function phoneProblem(phone: string): string | null {
  const digits = phone.replace(/\D/g, "");
  if (/^1\d+$/.test(digits) && digits.length < MOBILE_DIGITS) return t.forms.phone(MOBILE_DIGITS - digits.length);
  return PHONE.test(phone) ? null : t.forms.phoneShape;
}

const isPercent = (text: string) => Number(text) >= 0 && Number(text) <= 100;

function numberProblem({ control }: FieldSpec, text: string): string | null {
  if (control === "percent") return isPercent(text) ? null : t.forms.percentShape;
  return Number.isFinite(Number(text)) ? null : t.numbers.shape;
}

function problemOf(spec: FieldSpec, text: string): string | null {
  if (!text) return spec.isRequired ? t.forms.required(spec.label) : null;
  switch (spec.control) {
    case "phones":
      return parts(text).map(phoneProblem).find(Boolean) ?? null;
    case "wechat":
      return WECHAT.test(text) ? null : t.forms.wechatShape;
    case "email":
      return EMAIL.test(text) ? null : t.forms.emailShape;
    case "money":
      return parseFen(text) === null ? t.forms.amountShape : null;
    case "percent":
    case "number":
      return numberProblem(spec, text);
    case "text":
    case "area":
    case "list":
    case "day":
    case "choice":
      return text.length > spec.max ? t.forms.tooLong(spec.max) : null;
  }
}

function valueOf(spec: FieldSpec, text: string): unknown {
  if (spec.control === "phones" || spec.control === "list") return parts(text);
  if (!text) return null;
  if (spec.control === "percent" || spec.control === "number") return Number(text);
  return spec.control === "money" ? parseFen(text) : text;
}

/** What the strings of a form mean, and what is wrong with them. */
export function readForm(specs: readonly FieldSpec[], form: FormValues) {
  const values: Record<string, unknown> = {};
  const errors: FormErrors = {};
  for (const spec of specs) {
    const text = (form[spec.name] ?? "").trim();
    const problem = problemOf(spec, text);
    if (problem) errors[spec.name] = problem;
    else values[spec.name] = valueOf(spec, text);
  }
  return { values, errors };
}

function textOf(spec: FieldSpec, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.join("、");
  return spec.control === "money" ? String(toYuan(Number(value))) : String(value);
}

/** A stored record as the strings of a form. */
export const toForm = (specs: readonly FieldSpec[], record: Readonly<Record<string, unknown>>): FormValues =>
  Object.fromEntries(specs.map((spec) => [spec.name, textOf(spec, record[spec.name])]));

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Only what differs from the record: what nobody touched cannot be in conflict. */
export function changedValues(values: Record<string, unknown>, record: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !isSame(value, record[name])));
}

/** A new record names only what was said. */
export const saidValues = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null && !(Array.isArray(v) && v.length === 0)));
