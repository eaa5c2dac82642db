import { MONEY_UNITS, TYPED_UNITS, YUAN } from "../text/zhCN/units";

/** Money is an integer of fen, CNY. */
export type Fen = number;

/** Above this a figure is a mistake: ten thousand times 亿 (1e12 yuan). */
const MAX_FEN = 1e14;

export const toFen = (yuan: number): Fen => Math.round(yuan * 100);
export const toYuan = (fen: Fen): number => fen / 100;

export const isFen = (value: number): value is Fen => Number.isSafeInteger(value) && value >= 0 && value <= MAX_FEN;

/** `¥300,000`, with two decimals only where there are fen: `¥3.50`. */
export function formatFen(fen: Fen): string {
  const digits = fen % 100 === 0 ? 0 : 2;
  const yuan = toYuan(Math.abs(fen)).toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${fen < 0 ? "-" : ""}¥${yuan}`;
}

/** `80万`, `1.2亿`: as one says it where there is little room. Below ten thousand in full. */
export function formatShortFen(fen: Fen): string {
  const yuan = toYuan(fen);
  const unit = MONEY_UNITS.find(({ yuan: size }) => yuan >= size);
  return unit ? `${Number((yuan / unit.yuan).toFixed(1))}${unit.name}` : formatFen(fen);
}

const TYPED = new RegExp(`^(\\d{1,13}(?:\\.\\d{1,6})?)(${[...TYPED_UNITS.keys()].join("|")})?${YUAN}?$`, "u");

/** What a form field holds: yuan, or a figure with a unit as one says it; separators allowed. Null when it is no amount of whole fen. */
export function parseFen(input: string): Fen | null {
  const plain = input.normalize("NFKC").replace(/[¥,\s]/g, "");
  const [, figure = "", unit = ""] = TYPED.exec(plain) ?? [];
  const exact = Number(figure) * (TYPED_UNITS.get(unit) ?? 1) * 100;
  const fen = Math.round(exact);
  return figure && isFen(fen) && Math.abs(exact - fen) < 1e-4 ? fen : null;
}
