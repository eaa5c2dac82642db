import type { HandOverPlan } from "../../models/shared/contracts/rights";
import { rightsTalk } from "../../models/shared/text/zhCN/rightsTalk";
import { formatFen } from "../../models/shared/values/money";
import { row } from "./parts";

const { handOver: t } = rightsTalk;

/** What goes with somebody's customers. */
export const planRows = ({ customers, deals, amount, reminders, promises }: HandOverPlan) => [
  row(t.rows.customers, t.customers(customers)),
  ...(deals > 0 ? [row(t.rows.deals, t.deals(deals, formatFen(amount)))] : []),
  ...(reminders > 0 ? [row(t.rows.reminders, t.things(reminders))] : []),
  ...(promises > 0 ? [row(t.rows.promises, t.promises(promises))] : []),
];
