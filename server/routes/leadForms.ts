import { randomUUID } from "node:crypto";
import type { Router } from "@koa/router";
import type { Middleware } from "koa";
import { leadIntake } from "../../models/shared/contracts/leads";
import { leadForm as t } from "../../models/shared/text/zhCN/leadForm";
import type { LeadSourceRow } from "../../models/system/leadSource";
import { takeInAt } from "../commands/lead/takeInAt";
import type { Deps } from "../context";
import { createCtx } from "../createCtx";
import { AppError } from "../errors";
import { answerOnce } from "../middlewares/answerOnce";
import type { Http, HttpState } from "../middlewares/http";
import { limitRate } from "../middlewares/limitRate";
import { parseForm } from "../middlewares/parseForm";
import {
  presentFormDone,
  presentFormGone,
  presentLeadForm,
  type FormField,
  type FormProblems,
  type ShownForm,
} from "../presenters/presentLeadForm";
import { doorActor, findLeadSource } from "../queries/findLeadSource";

/** A stand at a fair has one address for everybody. */
const FORM_ALLOWANCE = { burst: 30, perSecond: 0.5 };
const FIELDS: readonly FormField[] = ["name", "phone", "company", "message"];
const ONCE = /^[0-9a-f-]{36}$/;

function show(http: Http, status: number, html: string): void {
  http.status = status;
  http.type = "text/html";
  // Without a referrer the browser sends no origin, and the form could not be told from a stranger's.
  http.set("Referrer-Policy", "same-origin");
  http.set("Cache-Control", "no-store");
  http.body = html;
}

const valuesOf = (fields: Map<string, string>): ShownForm["values"] =>
  Object.fromEntries(FIELDS.map((field) => [field, fields.get(field)?.trim() ?? ""]));

const inputOf = ({ name, phone, company, message }: ShownForm["values"]) =>
  leadIntake.safeParse({ name, phone, company: company || null, rawText: message || null });

const PATHS: Record<string, FormField> = { rawText: "message" };

function problemsOf(values: ShownForm["values"], hasConsent: boolean): FormProblems {
  const problems: FormProblems = {};
  const parsed = inputOf(values);
  for (const { path } of parsed.error?.issues ?? []) {
    const field = PATHS[String(path[0])] ?? (String(path[0]) as FormField);
    problems[field] = values[field] ? (field === "phone" ? t.badPhone : t.tooLong) : t.required;
  }
  if (!hasConsent) problems.consent = t.noConsent;
  return problems;
}

/** Too many from one address: said on the page, with what they wrote still there. */
async function isTooFast(http: Http, limit: Middleware<HttpState>): Promise<boolean> {
  try {
    await limit(http, async () => undefined);
    return false;
  } catch (error) {
    if (error instanceof AppError && error.code === "too_many_requests") return true;
    throw error;
  }
}

interface Form {
  deps: Deps;
  door: LeadSourceRow;
  limit: Middleware<HttpState>;
}

type Sent = Pick<Form, "deps" | "door"> & { values: ShownForm["values"]; once: string };

/** A second tap on the key, or a page sent again, is the same call. */
async function takeOnce(http: Http, { deps, door, values, once }: Sent): Promise<void> {
  const { requestId } = http.state;
  const ctx = createCtx(deps, { actor: doorActor(door), source: { kind: "app", messageId: null }, requestId });
  const input = inputOf(values);
  if (!input.success) throw new AppError("invalid_input");
  const key = `${ONCE.test(once) ? once : randomUUID()} ${JSON.stringify(values)}`;
  await answerOnce({ user: door._id, path: http.path, key, input: values, now: ctx.now }, async () => {
    const { lead } = await takeInAt(ctx, door, { ...input.data, consentAt: ctx.now });
    return { status: 303, body: lead.id };
  });
}

async function submit(http: Http, { deps, door, limit }: Form): Promise<void> {
  const fields = await parseForm(http);
  // Only a program fills in what nobody sees; it is told nothing else than a person.
  if (fields.get("website")) return http.redirect(`${http.path}?done=1`);
  const values = valuesOf(fields);
  const once = fields.get("once") ?? "";
  if (await isTooFast(http, limit)) {
    const problems = { whole: t.tooMany };
    return show(http, 429, presentLeadForm({ heading: door.heading, values, problems, once }));
  }
  const problems = problemsOf(values, fields.get("consent") === "yes");
  if (Object.keys(problems).length > 0) {
    return show(http, 422, presentLeadForm({ heading: door.heading, values, problems, once }));
  }
  await takeOnce(http, { deps, door, values, once });
  http.status = 303;
  http.redirect(`${http.path}?done=1`);
}

/** The page behind a form's link: works on any phone, without signing in and without a script. */
export function mountLeadForms(router: Router<HttpState>, deps: Deps): void {
  const limit = limitRate(deps.clock, FORM_ALLOWANCE);
  const path = "/forms/:token";
  router.get(path, async (http) => {
    const door = await findLeadSource("form", String(http.params.token));
    if (!door) return show(http, 404, presentFormGone());
    if (http.query.done) return show(http, 200, presentFormDone());
    show(http, 200, presentLeadForm({ heading: door.heading, values: {}, problems: {}, once: randomUUID() }));
  });
  router.post(path, async (http) => {
    const door = await findLeadSource("form", String(http.params.token));
    if (!door) return show(http, 404, presentFormGone());
    await submit(http, { deps, door, limit });
  });
}
