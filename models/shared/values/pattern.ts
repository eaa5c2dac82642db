/** Patterns too long for a line, in parts that can each be read. */

const join = (alternatives: readonly RegExp[]) => alternatives.map(({ source }) => source).join("|");

/** Whatever one of these finds, tried in their order; flags are those of the first. */
export const either = (first: RegExp, ...others: RegExp[]): RegExp => new RegExp(join([first, ...others]), first.flags);

/** The same with other flags: `either.as("g")(…)`. */
either.as =
  (flags: string) =>
  (...alternatives: RegExp[]): RegExp =>
    new RegExp(join(alternatives), flags);

/** A pattern around others: pattern("u")`^(?:${either(…)})$`. */
export const pattern =
  (flags = "") =>
  (around: TemplateStringsArray, ...inner: RegExp[]): RegExp =>
    new RegExp(String.raw(around, ...inner.map(({ source }) => source)), flags);
