import { t } from "../../models/shared/text/zhCN/chat";
import { dayOf, formatDay } from "../../models/shared/values/day";
import type { Ctx } from "../../server/context";
import { listRecords } from "../../server/queries/listRecords";
import { noteCard } from "../cards/askCards";
import { fitRows, fitTitle, nameOf, row } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { reply, type Reply } from "../reply";
import { notFound, showOne } from "./showCustomer";

const SHOWN = 3;

/** `/查 报价 鼎盛`: customers by name, pinyin, initials and number, and words inside follow-ups. */
export async function search(ctx: Ctx, said: Draft): Promise<Reply> {
  const words = said.reading.rest.trim();
  if (words === "") return reply(noteCard(t.customer.which, t.customer.whichHelp));
  const query = { q: words, limit: SHOWN, sort: "-updatedAt" };
  const customers = await listRecords(ctx, "customer", query);
  const followUps = await listRecords(ctx, "followUp", query);
  const count = customers.approximateTotal + followUps.approximateTotal;
  if (count === 0) return notFound(words);
  const [only] = customers.records;
  if (only && count === 1) return showOne(ctx, only);
  const rows = [
    ...customers.records.map((customer) => row(t.rows.customer, nameOf(customer))),
    ...followUps.records.map((followUp) =>
      row(
        t.undo.entity.followUp,
        `${formatDay(dayOf(followUp.happenedAt ?? followUp.createdAt), dayOf(ctx.now))} ${followUp.content}`,
      ),
    ),
  ];
  return reply({
    title: fitTitle(t.customer.searchTitle(words, String(count))),
    rows: fitRows(rows),
    buttons: [{ text: t.actions.open, path: `/search?q=${encodeURIComponent(words)}` }],
  });
}
