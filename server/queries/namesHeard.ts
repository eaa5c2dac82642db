import { models } from "../../models";
import { withoutPersonal } from "../../models/personal";
import { soundsIn, type Sounding } from "../../models/searchKeys";
import { spokenNames } from "../../models/shared/values/companyName";
import { entities } from "../../models/shared/entities";
import { namesOf, namesPaths, type StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { isMisheard } from "./match/findBySound";
import { ownReadable } from "./readable";
import type { OwnName } from "./ownNames";

/** What is said at the beginning; a name later on is not worth the keys. */
const HEARD = 100;
const MOST = 50;

async function rowsSounding(ctx: Ctx, entity: "customer" | "contact", windows: Sounding[]): Promise<StoredRow[]> {
  const filter = { ...ownReadable(ctx, entity), searchKeys: { $in: windows.map(({ key }) => key) } };
  return models[entity]
    .find(filter, { ...namesPaths(entities[entity]), kind: 1 })
    .limit(MOST)
    .lean<StoredRow[]>();
}

function customerNames(row: StoredRow): string[] {
  const { name, aliases } = namesOf(entities.customer, row);
  return [...spokenNames(name), ...aliases].map(withoutPersonal);
}

/** The longest words of the text that are a name of the row, misheard. */
function heardAs(windows: Sounding[], names: string[]): string | null {
  const heard = windows.filter(({ words }) => names.some((name) => isMisheard(words, name, { needsTones: false })));
  return heard.toSorted((a, b) => b.words.length - a.words.length)[0]?.words ?? null;
}

/** Words of a spoken text that only sound like names of the actor's own customers and contacts: 鼎胜 for 鼎盛. */
export async function namesHeard(ctx: Ctx, text: string): Promise<OwnName[]> {
  const windows = soundsIn(text.slice(0, HEARD));
  if (windows.length === 0) return [];
  const companies = await rowsSounding(ctx, "customer", windows);
  const people = await rowsSounding(ctx, "contact", windows);
  return [
    ...companies.map((row) => ({
      name: heardAs(windows, customerNames(row)),
      kind: row.kind === "person" ? "person" : "company",
    })),
    ...people.map((row) => ({
      name: heardAs(windows, [withoutPersonal(namesOf(entities.contact, row).name)]),
      kind: "person",
    })),
  ].filter((found): found is OwnName => found.name !== null);
}
