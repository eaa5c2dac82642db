import type { CardRow } from "../../models/shared/contracts/card";
import { t } from "../../models/shared/text/zhCN/chat";
import { bareCompany } from "../../models/shared/values/companyName";
import type { RiskyCustomer, Risks } from "../../server/queries/risks/findRisks";
import type { DraftCard } from "../reply";
import { fitButton, fitNote, fitRows, fitTitle, row } from "./parts";

const NAME_ROOM = 8;
const SHOWN = 5;

const shortName = (name: string) => [...bareCompany(name)].slice(0, NAME_ROOM).join("");

/** One customer and the reasons in a few words. */
export const riskRow = ({ customer, risk }: Pick<RiskyCustomer, "customer" | "risk">): CardRow =>
  row(t.digest.risk, t.digest.riskLine(shortName(customer.name), risk.short));

/** Who may slip away; the rest is one tap away. */
export function risksCard({ risks, riskCount }: Risks, { note, path }: { note: string; path: string }): DraftCard {
  const shown = risks.slice(0, riskCount > SHOWN ? SHOWN : SHOWN + 1);
  const rest = riskCount - shown.length;
  return {
    title: fitTitle(t.risks.title(riskCount)),
    subtitle: fitNote(note),
    rows: fitRows([
      ...shown.map((one) => row(t.risks.levels[one.risk.level], `${shortName(one.customer.name)} ${one.risk.short}`)),
      ...(rest > 0 ? [row(t.digest.more, t.digest.rest(rest))] : []),
    ]),
    buttons: [
      { text: fitButton(t.risks.all(riskCount)), path },
      ...shown
        .slice(0, 3)
        .map(({ customer }) => ({ text: fitButton(shortName(customer.name)), path: `/customers/${customer.id}` })),
    ],
  };
}
