import { Customer } from "../../models";
import { spell, toSearchQuery } from "../../models/searchKeys";
import type { Session } from "./callApi";
import type { Filled, Sizes } from "./fillStore";
import { percentile, sample, timeEach } from "./stats";
import { milliseconds, type Row } from "./table";

const TARGET_MS = { embedded: 300, MongoDB: 150 };

interface Lookup {
  session: Session;
  filled: Filled;
  sizes: Sizes;
  store: keyof typeof TARGET_MS;
}

function queriesOf({ shortNames, phones }: Filled) {
  const names = sample(shortNames);
  const spelled = names.map(spell);
  const paths = (entity: string, words: string[]) => words.map((word) => `/${entity}?q=${encodeURIComponent(word)}`);
  return {
    "customer list": names.map(() => "/customers?limit=20"),
    "search by name": paths("customers", names),
    "search by pinyin": paths(
      "customers",
      spelled.map(({ full }) => full),
    ),
    "search by initials": paths(
      "customers",
      spelled.map(({ initials }) => initials),
    ),
    "search by last four digits": paths(
      "customers",
      sample(phones).map((phone) => phone.slice(-4)),
    ),
    "search in follow-ups": paths(
      "follow-ups",
      names.map((_, i) => `${i * 7 + 1}型设备`),
    ),
  };
}

/** The same rows straight from the store, without rights, presenters and HTTP. */
async function floorOf(kind: string, filled: Filled): Promise<number> {
  const names = sample(filled.shortNames);
  const newest = () => Customer.find({}).sort({ updatedAt: -1, _id: -1 }).limit(20).lean();
  const byKeys = (name: string) =>
    Customer.find({ searchKeys: { $all: toSearchQuery(name)?.keys } })
      .limit(20)
      .lean();
  return percentile(await timeEach(names, kind === "customer list" ? newest : byKeys), 95);
}

/** What a manager who sees the whole company waits for lists and searches. */
export async function measureLists({ session, filled, sizes, store }: Lookup): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [kind, paths] of Object.entries(queriesOf(filled))) {
    const p95 = percentile(await timeEach(paths, (path) => session.get(path)), 95);
    const isListed = kind === "customer list" || kind === "search by name";
    rows.push({
      what: `${kind}, p95 at ${sizes.customers} customers, ${sizes.followUps} follow-ups`,
      measured: milliseconds(p95),
      target: `≤ ${TARGET_MS[store]} ms`,
      floor: isListed ? `${milliseconds(await floorOf(kind, filled))} driver alone` : "",
      isMet: p95 <= TARGET_MS[store],
    });
  }
  return rows;
}
