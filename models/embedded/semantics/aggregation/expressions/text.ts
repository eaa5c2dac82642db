import { located } from "../../refusals";
import { isRegex, toRegExp } from "../../filter/regex";
import type { Evaluate } from "../operatorTables";
import { isMissing, named, variadic } from "./operands";

interface Match {
  match: string;
  /** Counted in characters, not in UTF-16 units. */
  idx: number;
  captures: (string | null)[];
}

function* search({ input, regex, options }: Record<string, unknown>): Iterable<Match> {
  if (isMissing(input) || isMissing(regex)) return;
  if (typeof input !== "string") throw located(51104, "the input of a regex expression must be a string");
  const pattern = isRegex(regex) && isMissing(options) ? toRegExp(regex) : toRegExp(regex, options);
  for (const found of input.matchAll(new RegExp(pattern, `${pattern.flags}g`))) {
    const captures = found.slice(1).map((capture) => capture ?? null);
    yield { match: found[0], idx: [...input.slice(0, found.index)].length, captures };
  }
}

const first = (values: Record<string, unknown>): Match | null => [...search(values)][0] ?? null;

const indexOfCharacters = variadic(([text, part, start = 0, end]) => {
  if (isMissing(text)) return null;
  if (typeof text !== "string" || typeof part !== "string")
    throw located(40093, "$indexOfCP requires string arguments");
  const characters = [...text].slice(0, end as number | undefined);
  if ((start as number) > characters.length) return -1;
  const unit = characters
    .slice(start as number)
    .join("")
    .indexOf(part);
  return unit < 0
    ? -1
    : (start as number) +
        [
          ...characters
            .slice(start as number)
            .join("")
            .slice(0, unit),
        ].length;
});

export const text: Record<string, Evaluate> = {
  $regexMatch: named((values) => first(values) !== null),
  $regexFind: named(first),
  $regexFindAll: named((values) => [...search(values)]),
  $indexOfCP: indexOfCharacters,
};
