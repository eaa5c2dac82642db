import { readMessage } from "../../server/extractor/readMessage";
import { TALKS } from "../sample/words";
import { percentile, timeEach } from "./stats";
import { milliseconds, type Row } from "./table";

const ROUNDS = 20;
const TARGET_MS = 50;

/** One message read by the rules. How well they read is told by `npm run eval`. */
export async function measureExtraction(now: Date): Promise<Row> {
  const sentences = Object.values(TALKS)
    .flat()
    .map(({ text }) => text.replace("{person}", "王经理").replace("{product}", "仓储系统"))
    .map((text) => `${text}，下周三下午三点再去，合同大概三十五万`);
  const all = Array.from({ length: ROUNDS }, () => sentences).flat();
  const p95 = percentile(await timeEach(all, async (text) => readMessage(text, { now, spoken: false })), 95);
  const floor = percentile(await timeEach(all, async (text) => text.normalize("NFKC")), 95);
  return {
    what: `rules read a message, p95 of ${all.length}`,
    measured: milliseconds(p95),
    target: `≤ ${TARGET_MS} ms`,
    floor: `${milliseconds(floor)} NFKC alone`,
    isMet: p95 <= TARGET_MS,
  };
}
