import { leadForm as t } from "../../models/shared/text/zhCN/leadForm";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE = `
:root{color-scheme:light dark;--ink:#1c211e;--soft:#5f6a64;--paper:#fff;--line:#cfd6d2;--pine:#1f6b4f;--red:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e8ece9;--soft:#a3ada7;--paper:#151917;--line:#3a423e;--pine:#3a9a76;--red:#f2857d}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:480px;margin:0 auto;padding:24px 20px 40px}h1{font-size:22px;line-height:30px;margin:0 0 20px}
label{display:block;margin:0 0 16px}span.label{display:block;margin-bottom:6px;font-size:14px;color:var(--soft)}
input:not([type=checkbox]),textarea{width:100%;min-height:48px;padding:10px 14px;border:1.5px solid var(--line);border-radius:12px;background:none;color:inherit;font:inherit}
textarea{min-height:112px}.consent{display:flex;gap:10px;font-size:14px;color:var(--soft)}.consent input{flex:none;width:22px;height:22px;margin:0;accent-color:var(--pine)}
button{width:100%;min-height:52px;border:0;border-radius:14px;background:var(--pine);color:#fff;font:600 17px/1 inherit;font-family:inherit}
.why{display:block;margin-top:4px;font-size:14px;color:var(--red)}.pot{position:absolute;left:-9999px;height:0;overflow:hidden}
`;

const page = (title: string, body: string) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>${escape(title)}</title><style>${STYLE}</style></head>
<body><main>${body}</main></body></html>`;

export type FormField = "name" | "phone" | "company" | "message";
export type FormProblems = Partial<Record<FormField | "consent" | "whole", string>>;

export interface ShownForm {
  heading: string | null;
  values: Partial<Record<FormField, string>>;
  problems: FormProblems;
  /** Makes a second tap the same lead. */
  once: string;
}

const why = (problem: string | undefined) =>
  problem ? `<span class="why" role="alert">${escape(problem)}</span>` : "";

function input(form: ShownForm, field: FormField, attributes: string): string {
  const label = `${t[field]}${field === "company" || field === "message" ? `（${t.optional}）` : ""}`;
  const value = escape(form.values[field] ?? "");
  const control =
    field === "message"
      ? `<textarea name="${field}" ${attributes}>${value}</textarea>`
      : `<input name="${field}" value="${value}" ${attributes}>`;
  return `<label><span class="label">${escape(label)}</span>${control}${why(form.problems[field])}</label>`;
}

/** A page that needs no script: works in any browser a chat app opens. */
export function presentLeadForm(form: ShownForm): string {
  const heading = form.heading ?? t.heading;
  return page(
    heading,
    `<h1>${escape(heading)}</h1><form method="post">${why(form.problems.whole)}
${input(form, "name", 'maxlength="40" autocomplete="name" required')}
${input(form, "phone", 'maxlength="25" type="tel" inputmode="tel" autocomplete="tel" required')}
${input(form, "company", 'maxlength="80" autocomplete="organization"')}
${input(form, "message", 'maxlength="1000" rows="4"')}
<div class="pot" aria-hidden="true"><input name="website" tabindex="-1" autocomplete="off"></div>
<input type="hidden" name="once" value="${escape(form.once)}">
<label class="consent"><input type="checkbox" name="consent" value="yes" required><span>${escape(t.consent)}${why(form.problems.consent)}</span></label>
<button type="submit">${escape(t.send)}</button></form>`,
  );
}

const note = (title: string, text: string) => page(title, `<h1>${escape(title)}</h1><p>${escape(text)}</p>`);
export const presentFormDone = () => note(t.doneTitle, t.doneText);
export const presentFormGone = () => note(t.goneTitle, t.goneText);
