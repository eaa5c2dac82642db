import { parseFen } from "../../../models/shared/values/money";

test.each([
  ["300000", 30_000_000],
  ["¥3,000.50", 300_050],
  ["30万", 30_000_000],
  ["30万元", 30_000_000],
  ["1.2亿", 12_000_000_000],
  ["3w", 3_000_000],
  ["０.５万", 500_000],
  ["12.3456万", 12_345_600],
  ["0", 0],
])("%s in a form", (typed, fen) => expect(parseFen(typed)).toBe(fen));

test.each(["", "三十万左右", "-5", "1e5", "30千克", "3.005", "0.0000001万", "99999999亿", "万"])(
  "%j is no amount",
  (typed) => expect(parseFen(typed)).toBeNull(),
);
