/** Patterns too long for a line, in parts that can each be read. */

/** Whatever one of these finds, tried in their order; flags are those of the first. */
export const either = (first: RegExp, ...others: RegExp[]): RegExp =>
  new RegExp([first, ...others].map(({ source }) => source).join("|"), first.flags);

/** A pattern around others, and with flags of its own: pattern("u")`^(?:${either(…)})$`. */
export const pattern =
  (flags = "") =>
  (around: TemplateStringsArray, ...inner: RegExp[]): RegExp =>
    new RegExp(String.raw(around, ...inner.map(({ source }) => source)), flags);
