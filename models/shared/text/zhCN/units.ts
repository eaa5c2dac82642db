/** The units big sums are told in, the largest first. */
export const MONEY_UNITS = [
  { name: "亿", yuan: 100_000_000 },
  { name: "万", yuan: 10_000 },
];
