import { Opportunity } from "../../models";
import { newId } from "../../models/newId";
import { DEFAULT_PIPELINE, keysOf } from "../../models/shared/values/pipeline";
import { toNewRow } from "../../server/events/saveWithEvent";
import { readFunnel } from "../../server/queries/readFunnel";
import { createRandom } from "../sample/random";
import { signIn } from "./callApi";
import { ctxOfBoss } from "./ctxOfBoss";
import type { FakeApi } from "./fakeApi";
import { BOSS, insertGenerated, insertPeople } from "./fillStore";
import { createInstallation } from "./installation";
import { startProgram } from "./startProgram";
import { percentile, timeEach } from "./stats";
import { milliseconds, type Row } from "./table";

const DEALS = 100_000;
const ASKED = Array.from({ length: 20 }, (_, i) => i);
const TARGET_MS = 300;
const YEAR_MS = 365 * 86_400_000;
const HIGHEST_FEN = 100_000_000;

/** Deals of a year in every stage, spread over the reps. */
async function fillDeals(memberIds: readonly string[], now: Date): Promise<void> {
  const random = createRandom(2);
  const owners = (await insertPeople(memberIds, now)).slice(1);
  const customers = Array.from({ length: 1000 }, () => newId());
  const open = keysOf(DEFAULT_PIPELINE);
  await insertGenerated("opportunity", DEALS, (i) => {
    const at = new Date(now.getTime() - random.int(0, YEAR_MS));
    const stage = random.pick([...open, "won", "lost"]);
    const closed = open.includes(stage) ? {} : { closedFrom: random.pick(open) };
    const values = { name: `设备采购${i}`, amount: random.int(1, HIGHEST_FEN), stage, stageChangedAt: at, ...closed };
    const customer = customers[i % customers.length];
    return toNewRow("opportunity", { ...values, customer, owner: owners[i % owners.length] }, at);
  });
}

const p95 = async (work: () => Promise<unknown>) => {
  await work();
  return percentile(await timeEach(ASKED, work), 95);
};

/** The grouping alone, of all rows and by the driver. */
const groupAlone = () =>
  Opportunity.collection
    .aggregate([
      {
        $group: {
          _id: { stage: "$stage", closedFrom: "$closedFrom" },
          count: { $sum: 1 },
          amount: { $sum: "$amount" },
        },
      },
    ])
    .toArray();

/** What a manager waits for to see where the company's deals stand; in a store of its own, filled with nothing else. */
export async function measureFunnel(api: FakeApi, memberIds: readonly string[], server: string): Promise<Row[]> {
  const installation = await createInstallation(api, server);
  try {
    await installation.withStore(false, () => fillDeals(memberIds, new Date()));
    const program = await startProgram("server/main.js", installation.env);
    try {
      const session = await signIn(program.url, BOSS);
      const overHttp = await p95(() => session.get("/reports/funnel"));
      const [asQuery, floor] = await installation.withStore(true, async () => {
        const ctx = await ctxOfBoss();
        return [await p95(() => readFunnel(ctx, {})), await p95(groupAlone)] as const;
      });
      const row = (how: string, measured: number): Row => ({
        what: `funnel ${how}, p95 at ${DEALS} opportunities`,
        measured: milliseconds(measured),
        target: `≤ ${TARGET_MS} ms`,
        floor: `${milliseconds(floor)} $group alone by the driver`,
        isMet: measured <= TARGET_MS,
      });
      return [row("over HTTP", overHttp), row("as a query", asQuery)];
    } finally {
      await program.stop();
    }
  } finally {
    await installation.remove();
  }
}
