import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCrowd, type Crowd } from "./crowd";
import { startFakeWecom, type FakeWecom } from "./fakeWecom";
import {
  buildServer,
  createServerHome,
  startServerProcess,
  startStoreProcess,
  type Program,
  type ServerHome,
} from "./server";

type Index = 0 | 1;

const sessionSecret = Buffer.alloc(32, 2).toString("base64");

/** Two processes of the program on one store, as behind a balancer, and the platform both talk to. */
export interface TwoServers {
  readonly fake: FakeWecom;
  /** Members whose messages go to one process and the other in turn. */
  readonly crowd: Crowd;
  /** The rows, also while the processes run. */
  inspect: ServerHome["inspect"];
  start(members: readonly FakeWecom["members"][number][]): Promise<void>;
  address(index: Index): string;
  /** kill -9 and a new start; a clock that was moved keeps its lead. */
  killAndRestart(index: Index): Promise<void>;
  /** The simulator beside the platform moves the clocks of both. */
  moveClocks(now: Date): Promise<void>;
  stop(): Promise<void>;
}

async function moveClock({ address }: Program, now: Date): Promise<void> {
  const response = await fetch(`${address}/simulator/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ now }),
  });
  if (!response.ok) throw new Error(`the clock was not moved: ${response.status}`);
}

/** For one test of a file: builds the program, and leaves nothing behind. */
export function useTwoServers(): TwoServers {
  let fake: FakeWecom;
  let home: ServerHome;
  let crowd: Crowd;
  let store: Program | null = null;
  let folders: string[] = [];
  const servers: Program[] = [];
  let turn = 0;

  beforeAll(async () => {
    await buildServer();
    [fake, home] = await Promise.all([startFakeWecom(), createServerHome()]);
    folders = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), "yiju-two-"))));
    crowd = createCrowd(fake, () => servers[++turn % 2]?.address ?? "");
  }, 180_000);

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.kill()));
    await store?.kill();
    await fake.stop();
    await home.remove();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }, 60_000);

  async function start(index: Index): Promise<void> {
    servers[index] = await startServerProcess({
      MONGODB_URI: home.env.MONGODB_URI ?? store?.address ?? "",
      DATA_DIR: folders[index] ?? "",
      WECOM_API_BASE: fake.baseUrl,
      SIMULATOR: "1",
      // A balancer may send one person to either.
      SESSION_SECRET: sessionSecret,
    });
  }

  return {
    get fake() {
      return fake;
    },
    get crowd() {
      return crowd;
    },
    inspect: (look) => home.inspect(look),
    async start(members) {
      fake.members.push(...members);
      if (!home.env.MONGODB_URI) store = await startStoreProcess(home.dataDir);
      await start(0);
      await start(1);
    },
    address: (index) => servers[index]?.address ?? "",
    async killAndRestart(index) {
      await servers[index]?.kill();
      await start(index);
    },
    moveClocks: async (now) => void (await Promise.all(servers.map((server) => moveClock(server, now)))),
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
      await store?.stop();
    },
  };
}
