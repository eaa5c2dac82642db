import { sellingTalk as t } from "../../models/shared/text/zhCN/sellingTalk";
import { formatFen } from "../../models/shared/values/money";
import type { Ctx } from "../../server/context";
import type { Order } from "../../server/extractor/rules/intents/orders";
import { colleaguesCalled } from "../../server/queries/colleaguesCalled";
import { readAttainment } from "../../server/queries/readAttainment";
import { noteCard } from "../cards/askCards";
import { row } from "../cards/parts";
import { reply, type Reply } from "../reply";
import { confirmCard } from "./confirmCard";

/** 定张三11月目标50万: what it was and what it becomes, before it is set. Whose may be set is told by the query that lists them. */
export async function targetOrder(ctx: Ctx, order: Extract<Order, { verb: "target" }>): Promise<Reply> {
  const { person, period, amount } = order;
  const { rows } = await readAttainment(ctx, period);
  const called = new Set((await colleaguesCalled(ctx, person)).map(({ id }) => id));
  const meant = rows.filter(({ kind, id, name }) => (kind === "person" ? called.has(id) : name === person));
  const [subject, ...others] = meant;
  if (!subject && called.size > 0) return reply(noteCard(t.notYours(person), t.notYoursHelp));
  if (!subject || others.length > 0) return reply(noteCard(t.nobody(person), t.nobodyHelp));
  const { kind, id, name, version, target, canSet } = subject;
  if (!canSet) return reply(noteCard(t.notYours(name), t.notYoursHelp));
  const old = target === null ? {} : { oldValue: formatFen(target) };
  const shown = [row(t.rows.who, name), row(t.rows.period, period), row(t.rows.target, formatFen(amount), old)];
  return confirmCard(
    { title: t.setTitle, rows: shown },
    { verb: "target", kind, subject: id, period, amount, version },
  );
}
