import autocannon from "autocannon";
import { atRate } from "./atRate";
import type { FakeApi } from "./fakeApi";
import { createInstallation, type Installation } from "./installation";
import { startProgram } from "./startProgram";
import { percentile } from "./stats";
import { milliseconds, type Row } from "./table";

/** So many that the program is never waited for: what is measured is how much it takes, not how fast it answers. */
const CONNECTIONS = 50;
const MESSAGES = 4000;
const PER_SECOND = 100;
const SECONDS = 10;
/** Not counted: a program that has just been started compiles as it goes, the bare route too. */
const WARM_UP_SECONDS = 3;
const TARGET_P99_MS = 200;
const TARGET_SHARE = 1 / 3;
const TEXT = "在吗";

/** Every message different, as fast as they are answered. @returns answers per second */
async function throughput(url: string, installation: Installation): Promise<number> {
  const share = MESSAGES / CONNECTIONS;
  const startedAt = performance.now();
  // The tool's own duration is told to the second, which is a quarter of all it takes.
  let answeredAt = startedAt;
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    amount: MESSAGES,
    setupClient(client) {
      const requests = Array.from({ length: share }, (_, i) => {
        const { path, body } = installation.toCallback(`rep${i % 100}`, TEXT);
        return { method: "POST", path, body, headers: { "content-type": "text/xml" } };
      });
      client.setRequests(requests);
      client.on("response", () => (answeredAt = performance.now()));
    },
  });
  if (result["2xx"] !== MESSAGES) throw new Error(`${MESSAGES - result["2xx"]} callbacks were not answered with 200`);
  return MESSAGES / ((answeredAt - startedAt) / 1000);
}

async function latencies(url: string, installation: Installation): Promise<number[]> {
  const times: number[] = [];
  await atRate(PER_SECOND, PER_SECOND * (WARM_UP_SECONDS + SECONDS), async (i) => {
    const { path, body } = installation.toCallback(`rep${i % 100}`, TEXT);
    const startedAt = performance.now();
    const answer = await fetch(url + path, { method: "POST", body, headers: { "content-type": "text/xml" } });
    if (answer.status !== 200) throw new Error(`a callback was answered with ${answer.status}`);
    if (i >= PER_SECOND * WARM_UP_SECONDS) times.push(performance.now() - startedAt);
  });
  return times;
}

/** Both at the door only: what the messages then do is measured elsewhere, so the backlog is thrown away with the folder. */
async function measureOne(file: string, installation: Installation) {
  const warm = await startProgram(file, installation.env);
  const times = await latencies(warm.url, installation);
  const perSecond = await throughput(warm.url, installation);
  await warm.stop();
  return { perSecond, p99: percentile(times, 99) };
}

/** How fast a callback is stored and answered, beside a bare Koa route that verifies and decrypts it. */
export async function measureCallbacks(api: FakeApi, server: string | null): Promise<Row[]> {
  const installation = await createInstallation(api, server);
  try {
    const floor = await measureOne("scripts/bench/serveFloor.js", installation);
    const ours = await measureOne("server/main.js", installation);
    return [
      {
        what: `callback answered, p99 at ${PER_SECOND}/s`,
        measured: milliseconds(ours.p99),
        target: `≤ ${TARGET_P99_MS} ms`,
        floor: `${milliseconds(floor.p99)} bare route`,
        isMet: ours.p99 <= TARGET_P99_MS,
      },
      {
        what: "callback throughput",
        measured: `${Math.round(ours.perSecond)}/s`,
        target: "≥ 1/3 of floor",
        floor: `${Math.round(floor.perSecond)}/s bare route`,
        isMet: ours.perSecond >= TARGET_SHARE * floor.perSecond,
      },
    ];
  } finally {
    await installation.remove();
  }
}
