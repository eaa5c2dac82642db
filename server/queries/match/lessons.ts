import { NameLesson, type LessonKind, type NameLessonRow } from "../../../models/system/nameLesson";
import { vault } from "../../../models/vault";
import type { Ctx } from "../../context";

const DAY_MS = 86_400_000;
const HALF_LIFE_MS = 60 * DAY_MS;
export const LESSON_LIFE_MS = 365 * DAY_MS;

const WEIGHTS: Record<LessonKind, number> = { said: 4, picked: 1, stood: 0.5 };
/** Three picks of late, or one "from now on" of the last month. */
const ENOUGH = 2.5;
/** Picks make a habit when they go on for a week: in one afternoon everybody talks about the same 张总. */
const SETTLED_MS = 7 * DAY_MS;
/** So much of the weight must be one customer's: who uses a name for two has no habit. */
const CLEAR_SHARE = 0.75;
const MOST = 100;

export const mentionHash = (words: string) => vault().fingerprint(`mention:${words.normalize("NFKC").trim()}`);

/** What one customer's lessons weigh at a moment; old ones fade. */
export function weightOf(lessons: Pick<NameLessonRow, "kind" | "at">[], now: Date): number {
  return lessons.reduce((sum, { kind, at }) => {
    const age = Math.max(0, now.getTime() - at.getTime());
    return sum + WEIGHTS[kind] * 0.5 ** (age / HALF_LIFE_MS);
  }, 0);
}

function isSettled(lessons: Pick<NameLessonRow, "kind" | "at">[]): boolean {
  const times = lessons.map(({ at }) => at.getTime());
  return lessons.some(({ kind }) => kind === "said") || Math.max(...times) - Math.min(...times) >= SETTLED_MS;
}

/** The customer a name's lessons speak for; null while there are too few, or they speak for two. */
export function habitOf(lessons: NameLessonRow[], now: Date): string | null {
  const weights = [...new Set(lessons.map(({ customer }) => customer))].map((customer) => {
    const taught = lessons.filter((lesson) => lesson.customer === customer);
    return { customer, weight: weightOf(taught, now), isSettled: isSettled(taught) };
  });
  const all = weights.reduce((sum, { weight }) => sum + weight, 0);
  const [best] = weights.toSorted((a, b) => b.weight - a.weight);
  const isHabit = best?.isSettled && best.weight >= ENOUGH && best.weight / all >= CLEAR_SHARE;
  return isHabit ? best.customer : null;
}

/** Whom the actor is used to mean by these words. */
export async function findHabit(ctx: Ctx, words: string): Promise<string | null> {
  if (words === "") return null;
  const lessons = await NameLesson.find({ user: ctx.actor.id, mention: mentionHash(words) })
    .sort({ at: -1 })
    .limit(MOST)
    .lean<NameLessonRow[]>();
  return habitOf(lessons, ctx.now);
}
