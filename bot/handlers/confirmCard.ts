import { t } from "../../models/shared/text/zhCN/chat";
import type { OrderStep } from "../actions";
import { fitRows, fitTitle } from "../cards/parts";
import { reply, type DraftCard, type Reply } from "../reply";

/** Shows what would be done and asks for one yes. */
export const confirmCard = (card: DraftCard, step: OrderStep): Reply =>
  reply({
    ...card,
    title: fitTitle(card.title),
    ...(card.rows ? { rows: fitRows(card.rows) } : {}),
    buttons: [
      { text: t.actions.confirm, style: "primary", action: { kind: "order", step } },
      { text: t.actions.cancel, style: "quiet", action: { kind: "dropOrder" } },
    ],
  });
