import { Customer } from "../../models";
import type { LearnedName } from "../../models/shared/contracts/read";
import { customer } from "../../models/shared/entities/customer";
import { titleOf, titlePaths, type StoredRow } from "../../models/storedRecord";
import { NameLesson, type NameLessonRow } from "../../models/system/nameLesson";
import { vault } from "../../models/vault";
import type { Ctx } from "../context";
import { weightOf } from "./match/lessons";
import { readable } from "./readable";

/** As it is shown, but for the form of its time. */
type Learned = Omit<LearnedName, "lastAt"> & { lastAt: Date };

const MOST = 500;

async function namesOf(ctx: Ctx, ids: string[]): Promise<Map<string, string>> {
  const filter = { $and: [readable(ctx, "customer"), { _id: { $in: ids } }] };
  const rows = await Customer.find(filter, titlePaths(customer)).lean<StoredRow[]>();
  return new Map(rows.map((row) => [row._id, titleOf(customer, row)]));
}

/** What the actor taught about names, the strongest habit first; customers out of sight are left out. */
export async function listLearnedNames(ctx: Ctx): Promise<Learned[]> {
  const lessons = await NameLesson.find({ user: ctx.actor.id }).sort({ at: -1 }).limit(MOST).lean<NameLessonRow[]>();
  const names = await namesOf(ctx, [...new Set(lessons.map(({ customer }) => customer))]);
  const groups = new Map<string, NameLessonRow[]>();
  for (const lesson of lessons.filter(({ customer }) => names.has(customer))) {
    const key = `${lesson.mention} ${lesson.customer}`;
    groups.set(key, [...(groups.get(key) ?? []), lesson]);
  }
  return [...groups.values()]
    .toSorted((a, b) => weightOf(b, ctx.now) - weightOf(a, ctx.now))
    .flatMap((taught) => {
      const [last] = taught;
      if (!last) return [];
      const { _id: id, customer, sealedWords, at: lastAt } = last;
      const customerName = names.get(customer) ?? "";
      return [{ id, words: vault().open(sealedWords), customer, customerName, times: taught.length, lastAt }];
    });
}
