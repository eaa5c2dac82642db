import type { TimeExpression } from "../../models/shared/contracts/extraction";
import type { Customer } from "../../models/shared/entities/customer";
import { t } from "../../models/shared/text/zhCN/chat";
import { rightsText } from "../../models/shared/text/zhCN/rights";
import { rightsTalk as r } from "../../models/shared/text/zhCN/rightsTalk";
import { addDays, dayOf, instantOf } from "../../models/shared/values/day";
import type { Ctx } from "../../server/context";
import { untilIn } from "../../server/extractor/rules/intents/orders";
import { presentEnd } from "../../server/presenters/presentAccess";
import { findUserNames } from "../../server/queries/findNames";
import { findReadable } from "../../server/queries/findReadable";
import type { Question } from "../actions";
import { fitTitle, nameOf, row } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { reply, type Reply } from "../reply";
import { confirmCard } from "./confirmCard";

interface Proposed {
  customer: Customer;
  colleague: { _id: string; name: string };
  right: "read" | "write";
  /** Null where the words do not say: nobody sees a customer without end. */
  until: TimeExpression | null;
}

/** 到周五 ends with Friday; a clock time ends at it. */
const endOf = (until: TimeExpression): Date =>
  until.at ? new Date(until.at) : until.time ? instantOf(until.to, until.time) : instantOf(addDays(until.to, 1));

const rowsOf = ({ customer, colleague, right }: Proposed) => [
  row(t.rows.customer, nameOf(customer)),
  row(r.rows.who, colleague.name),
  row(r.rows.right, rightsText.rightNames[right]),
];

/** How long is one tap, or the day in words. */
function askUntil(ctx: Ctx, proposed: Proposed): Reply {
  const { customer, colleague, right } = proposed;
  const grant = { verb: "grant", customer: customer.id, user: colleague._id, right } as const;
  const today = dayOf(ctx.now);
  const choices = r.lasting.map(({ text, days }) => ({
    text,
    action: {
      kind: "order" as const,
      step: { ...grant, endsAt: instantOf(addDays(today, days + 1)).toISOString() },
    },
  }));
  const card = {
    title: fitTitle(r.untilWhen(colleague.name, right)),
    rows: rowsOf(proposed),
    buttons: [...choices, { text: t.actions.cancel, style: "quiet" as const, action: { kind: "dropOrder" as const } }],
  };
  return { ...reply(card), question: { kind: "until", customer: customer.id, user: colleague._id, right } };
}

/** A colleague is to see a customer, or to work with it, for a time: shown before it is done. */
export function proposeGrant(ctx: Ctx, proposed: Proposed): Reply {
  const { customer, colleague, right, until } = proposed;
  if (!until) return askUntil(ctx, proposed);
  const endsAt = endOf(until);
  return confirmCard(
    { title: r.grantTitle, rows: [...rowsOf(proposed), row(r.rows.until, presentEnd(endsAt, ctx.now))] },
    { verb: "grant", customer: customer.id, user: colleague._id, right, endsAt: endsAt.toISOString() },
  );
}

/** The day typed instead of a tap. */
export async function answerUntil(ctx: Ctx, asked: Extract<Question, { kind: "until" }>, said: Draft): Promise<Reply> {
  const customer = await findReadable(ctx, "customer", asked.customer);
  const [colleague] = await findUserNames([asked.user]);
  const until = untilIn(said.text, new Date(said.saidAt));
  const { user, right } = asked;
  return proposeGrant(ctx, { customer, colleague: { _id: user, name: colleague?.[1] ?? "" }, right, until });
}
