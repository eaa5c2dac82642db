import { setTimeout as pause } from "node:timers/promises";
import { signIn } from "./callApi";
import type { FakeApi } from "./fakeApi";
import { percentile } from "./stats";
import type { Row } from "./table";

const COUNT = 100;
const MEMBERS = 20;
const SOONEST_MS = 3000;
const SPREAD_MS = 20_000;
const WAIT_MS = 75_000;
const TARGET_MS = 60_000;
const MARK = /回访编号(\d+)/;

/** How long after their moment reminders reach their owner, and whether each does so once. */
export async function measureReminders(url: string, api: FakeApi): Promise<Row> {
  // One member gets thirty cards a minute at most: the platform drops what is more, so the reminders are of many.
  const sessions = await Promise.all(Array.from({ length: MEMBERS }, (_, i) => signIn(url, `rep${i}`)));
  const dueAt = new Map<number, number>();
  const late: number[] = [];
  const seen = new Set<number>();
  let doubles = 0;
  api.onSend(({ text }) => {
    const serial = Number(MARK.exec(text)?.[1] ?? -1);
    const due = dueAt.get(serial);
    if (due === undefined) return;
    if (seen.has(serial)) doubles += 1;
    seen.add(serial);
    late.push(Date.now() - due);
  });
  for (let i = 0; i < COUNT; i++) {
    const due = Date.now() + SOONEST_MS + (i * SPREAD_MS) / COUNT;
    dueAt.set(i, due);
    await sessions[i % MEMBERS]?.post("/reminders", { text: `回访编号${i}`, remindAt: new Date(due).toISOString() });
  }
  for (let waited = 0; seen.size < COUNT && waited < WAIT_MS; waited += 100) await pause(100);

  const lost = COUNT - seen.size;
  const p99 = lost > 0 ? WAIT_MS : percentile(late, 99);
  return {
    what: `reminder after its moment, p99 of ${COUNT}`,
    measured: `${(p99 / 1000).toFixed(1)} s, ${lost} lost, ${doubles} double`,
    target: "≤ 60 s, 0, 0",
    floor: "",
    isMet: p99 <= TARGET_MS && lost === 0 && doubles === 0,
  };
}
