/** The units big sums are told in, the largest first. */
export const MONEY_UNITS = [
  { name: "亿", yuan: 100_000_000 },
  { name: "万", yuan: 10_000 },
];

/** What may stand behind a figure that is typed, in yuan. */
export const TYPED_UNITS = new Map([
  ...MONEY_UNITS.map(({ name, yuan }) => [name, yuan] as const),
  ["w", 10_000],
  ["W", 10_000],
]);
export const YUAN = "元";
