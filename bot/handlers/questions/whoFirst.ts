import { t } from "../../../models/shared/text/zhCN/chat";
import { answers } from "../../../models/shared/text/zhCN/figures";
import { bareCompany } from "../../../models/shared/values/companyName";
import { formatFen } from "../../../models/shared/values/money";
import type { Ctx } from "../../../server/context";
import { listFirst, type Lead } from "../../../server/queries/listFirst";
import { noteCard } from "../../cards/askCards";
import { fitButton, fitTitle, row } from "../../cards/parts";
import { reply, type Reply } from "../../reply";

const NAME_ROOM = 8;

function reasonOf({ reason, openAmount }: Lead): string {
  if (reason.kind === "risk") return [reason.words, ...(openAmount > 0 ? [formatFen(openAmount)] : [])].join(" ");
  const { reminder, lateDays } = reason;
  const when =
    reason.kind === "overdue" ? answers.late(lateDays) : [t.range.today, reminder.time].filter(Boolean).join(" ");
  return answers.reason(when, reminder.text);
}

const shortName = ({ customer }: Lead) => [...bareCompany(customer.name)].slice(0, NAME_ROOM).join("");

/** Three customers at most, each with the reason; the rest as a number. */
export async function whoFirst(ctx: Ctx): Promise<Reply> {
  const { leads, total } = await listFirst(ctx);
  if (leads.length === 0) return reply(noteCard(answers.nothingFirst, answers.nothingFirstHelp));
  const rest = total - leads.length;
  return reply({
    title: fitTitle(answers.firstTitle(leads.length)),
    rows: [
      ...leads.map((lead, at) => row(String(at + 1), answers.first(shortName(lead), reasonOf(lead)))),
      ...(rest > 0 ? [row(t.digest.more, t.digest.rest(rest))] : []),
    ],
    buttons: [
      ...leads.map((lead) => ({ text: fitButton(shortName(lead)), path: `/customers/${lead.customer.id}` })),
      { text: t.actions.todo, action: { kind: "say", text: t.sentences.TODO ?? "" } },
    ],
  });
}
