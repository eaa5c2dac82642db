import { setTimeout as pause } from "node:timers/promises";
import { atRate } from "./atRate";
import type { FakeApi } from "./fakeApi";
import type { Filled } from "./fillStore";
import type { Installation } from "./installation";
import { percentile } from "./stats";
import { milliseconds, type Row } from "./table";

const PER_SECOND = 20;
const SECONDS = 15;
const WARM_UP = 100;
const WARM_UP_PER_SECOND = 10;
const WAIT_MS = 15_000;
const TARGET_P95_MS = 500;
const SAVED = "已记";

interface Conversation {
  url: string;
  api: FakeApi;
  installation: Installation;
  filled: Filled;
}

/** From the callback to the card that says it is stored, for members who each write about a customer of their own. */
export async function measureCards({ url, api, installation, filled }: Conversation): Promise<Row> {
  const reps = filled.memberIds.slice(1);
  const waiting = new Map<string, number[]>();
  const times: number[] = [];
  let others = 0;
  api.onSend(({ to, text, at }) => {
    const startedAt = waiting.get(to)?.shift();
    if (startedAt === undefined) return;
    if (text.includes(SAVED)) times.push(at - startedAt);
    else others += 1;
  });

  const count = PER_SECOND * SECONDS;
  const say = async (i: number) => {
    const rep = reps[i % reps.length] ?? "";
    const { path, body } = installation.toCallback(
      rep,
      `/跟进 ${filled.shortNames[i % reps.length]} 电话聊了第${i}版报价`,
    );
    waiting.set(rep, [...(waiting.get(rep) ?? []), performance.now()]);
    await fetch(url + path, { method: "POST", body, headers: { "content-type": "text/xml" } });
  };
  // The first messages after a start are compiled as they are worked: they are not what a day is like.
  await atRate(WARM_UP_PER_SECOND, WARM_UP, say);
  for (let waited = 0; times.length + others < WARM_UP && waited < WAIT_MS; waited += 100) await pause(100);
  times.length = 0;
  others = 0;
  await atRate(PER_SECOND, count, say);
  for (let waited = 0; times.length + others < count && waited < WAIT_MS; waited += 100) await pause(100);

  const missing = count - times.length;
  const p95 = percentile(times.length > 0 ? times : [WAIT_MS], 95);
  return {
    what: `message to saved card, p95 at ${PER_SECOND}/s of ${reps.length} members`,
    measured: missing > 0 ? `${milliseconds(p95)}, ${missing} of ${count} not saved` : milliseconds(p95),
    target: `≤ ${TARGET_P95_MS} ms`,
    floor: "",
    isMet: missing === 0 && p95 <= TARGET_P95_MS,
  };
}
