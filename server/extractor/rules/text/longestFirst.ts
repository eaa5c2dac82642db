/** Words for a pattern: a longer one must be tried before the shorter it begins with. */
export const longestFirst = (words: readonly string[]) => [...new Set(words)].sort((a, b) => b.length - a.length);
