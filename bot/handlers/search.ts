import { rowsPath } from "../../models/shared/values/rowsPath";
import type { Customer } from "../../models/shared/entities/customer";
import type { FollowUp } from "../../models/shared/entities/followUp";
import { t } from "../../models/shared/text/zhCN/chat";
import { bareCompany } from "../../models/shared/values/companyName";
import { dayOf } from "../../models/shared/values/day";
import type { Ctx } from "../../server/context";
import { findNames } from "../../server/queries/findNames";
import { listRecords } from "../../server/queries/listRecords";
import { noteCard } from "../cards/askCards";
import { fitRows, fitTitle, nameOf, row } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { reply, type Reply } from "../reply";
import { matchCustomers, type CustomerMention } from "../../server/queries/matchCustomers";
import { besideNames } from "../draft/nameAlone";
import { toMention } from "../draft/resolve";
import { notFound, showOne, showSeveral } from "./showCustomer";

const SHOWN = 3;
const MOST_WITHIN = 5;
const LEAD = 4;

/** The words around what was looked for: on a card the beginning alone may not hold them. */
function excerpt(content: string, words: string): string {
  const hits = words.split(/\s+/).map((word) => content.indexOf(word));
  const at = hits.find((hit) => hit >= 0) ?? 0;
  return at > LEAD ? `…${content.slice(at - LEAD)}` : content;
}

interface Hits {
  customers: Customer[];
  followUps: FollowUp[];
  count: number;
  path: string;
}

const searchPath = (words: string) => `/search?q=${encodeURIComponent(words)}`;

/** Customers and notes that hold all the words. */
async function findTogether(ctx: Ctx, words: string): Promise<Hits> {
  const query = { q: words, limit: SHOWN, sort: "-updatedAt" };
  const customers = await listRecords(ctx, "customer", query);
  const followUps = await listRecords(ctx, "followUp", query);
  const count = customers.approximateTotal + followUps.approximateTotal;
  return { customers: customers.records, followUps: followUps.records, count, path: searchPath(words) };
}

/** 报价 鼎盛: one word is whose notes, the others are what stands in them. */
async function findWithin(ctx: Ctx, words: string[]): Promise<Hits | null> {
  for (const name of words) {
    const { records } = await listRecords(ctx, "customer", { q: name, limit: 2, sort: "-updatedAt" });
    const [customer, ...others] = records;
    if (!customer || others.length > 0) continue;
    const q = words.filter((word) => word !== name).join(" ");
    const query = { q, customer: customer.id, limit: MOST_WITHIN, sort: "-happenedAt" };
    const found = await listRecords(ctx, "followUp", query);
    const rows = { entity: "followUp", query: { q, customer: customer.id, sort: query.sort } } as const;
    return { customers: [], followUps: found.records, count: found.approximateTotal, path: rowsPath(rows) };
  }
  return null;
}

async function findHits(ctx: Ctx, words: string): Promise<Hits> {
  const together = await findTogether(ctx, words);
  const each = words.split(/\s+/);
  return together.count > 0 || each.length < 2 ? together : ((await findWithin(ctx, each)) ?? together);
}

/** `/查 张总`: nothing but what somebody is called wants them, not the notes that mention them. */
async function peopleCalled(ctx: Ctx, { reading }: Draft, words: string): Promise<Reply | null> {
  const mention = personAlone(reading, words);
  const candidates = mention ? await matchCustomers(ctx, mention) : [];
  const [first] = candidates;
  if (!first) return null;
  if (candidates.length > 1) return showSeveral(words, candidates);
  return showOne(ctx, first.customer, { topics: [], contact: first.contact?.id ?? null, stranger: null });
}

/** The one person the words name and nothing besides. */
function personAlone({ matters }: Draft["reading"], words: string): CustomerMention | null {
  const [person, ...others] = matters.flatMap((matter) => matter.customers);
  if (!person?.name || others.length > 0) return null;
  return besideNames(words, [person.company?.value, person.name.value]) === "" ? toMention(person) : null;
}

/** `/查 报价 鼎盛`: customers by name, pinyin, initials and number, and words inside follow-ups. */
export async function search(ctx: Ctx, said: Draft): Promise<Reply> {
  const words = said.reading.rest.trim();
  if (words === "") return reply(noteCard(t.customer.which, t.customer.whichHelp));
  const people = await peopleCalled(ctx, said, words);
  if (people) return people;
  const { customers, followUps, count, path } = await findHits(ctx, words);
  const [only] = customers;
  if (count === 0) return notFound(words);
  if (only && count === 1) return showOne(ctx, only);
  const names = await findNames(ctx, "followUp", followUps as never);
  const noteRow = ({ happenedAt, createdAt, customer, content }: FollowUp) =>
    row(
      dayOf(happenedAt ?? createdAt).slice(5),
      `${bareCompany(names.get(customer) ?? "")} ${excerpt(content, words)}`,
    );
  return reply({
    title: fitTitle(t.customer.searchTitle(words, String(count))),
    rows: fitRows([...customers.map((customer) => row(t.rows.customer, nameOf(customer))), ...followUps.map(noteRow)]),
    buttons: [{ text: t.actions.open, path }],
  });
}
