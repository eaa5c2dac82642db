import { User } from "../../models/system/user";

const SHORTEST = 2;
const LONGEST = 4;

/** Stretches of the words that may be somebody's full name. */
function namesPossible(words: string): string[] {
  const runs = words.match(/\p{Script=Han}+/gu) ?? [];
  const stretches = runs.flatMap((run) =>
    [...run].flatMap((_, start) =>
      Array.from({ length: LONGEST - SHORTEST + 1 }, (__, more) => run.slice(start, start + SHORTEST + more)),
    ),
  );
  return [...new Set(stretches)].filter(({ length }) => length >= SHORTEST);
}

/** The full name of a member of the company, in whoever's sight, that stands in a question; null when there is none. */
export async function memberNamedIn(words: string): Promise<string | null> {
  const user = await User.findOne({ name: { $in: namesPossible(words) }, disabled: false }, { name: 1 }).lean();
  return user?.name ?? null;
}
