import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { compileForNode } from "./support/compileForNode";
import { openStore } from "./support/openStore";

const ROUNDS = Number(process.env["KILL_ROUNDS"] ?? 20);
const PARTS = 3;

jest.setTimeout(600_000);

interface Acknowledged {
  rows: string[];
  groups: string[];
}

/** Runs the writers until some writes are acknowledged and kills them at a random moment after, without warning. */
async function killDuringWrites(script: string, dataDir: string, round: number): Promise<Acknowledged> {
  const child = spawn(process.execPath, [script, dataDir, String(round)], { stdio: ["ignore", "pipe", "inherit"] });
  const acknowledged: Acknowledged = { rows: [], groups: [] };
  const lines = createInterface({ input: child.stdout });
  const wanted = 10 + Math.random() * 50;
  const underWay = new Promise<void>((resolve) => {
    lines.on("line", (line) => {
      const [kind, id = ""] = line.split(" ");
      if (kind === "row") acknowledged.rows.push(id);
      if (kind === "group") acknowledged.groups.push(id);
      if (acknowledged.rows.length + acknowledged.groups.length >= wanted) resolve();
    });
  });
  const drained = new Promise((resolve) => lines.once("close", resolve));
  const ended = exit(child);
  await Promise.race([underWay, ended.then(() => Promise.reject(new Error("the writers ended by themselves")))]);
  await delay(Math.random() * 50);
  child.kill("SIGKILL");
  await Promise.all([ended.catch(() => undefined), drained]);
  return acknowledged;
}

function exit(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

test(`after ${ROUNDS} times kill -9 no acknowledged write is lost and no transaction is torn`, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "store-kill-"));
  const { script, remove } = await compileForNode("tests/models/embedded/support/killedWriter.ts");
  const all: Acknowledged = { rows: [], groups: [] };
  const leftBehind: boolean[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { rows, groups } = await killDuringWrites(script, dataDir, round);
    leftBehind.push(existsSync(join(dataDir, "store.sock")));
    all.rows.push(...rows);
    all.groups.push(...groups);
  }
  // Every next start met the socket of a killed store and took its place.
  expect(leftBehind).toEqual(Array(ROUNDS).fill(true));

  const open = await openStore({ dataDir });
  const rows = await open.db.collection<{ _id: string; tag: string }>("rows").find().toArray();
  const tags = new Map(rows.map((row) => [row._id, row.tag]));
  const lost = all.rows.filter((id) => !tags.get(id)?.endsWith("!"));
  const parts = async (name: string) => {
    const counts = await open.db
      .collection(name)
      .aggregate([{ $group: { _id: "$group", n: { $sum: 1 } } }])
      .toArray();
    return new Map(counts.map(({ _id, n }) => [String(_id), Number(n)]));
  };
  const [left, right] = [await parts("left"), await parts("right")];
  const lostGroups = all.groups.filter((group) => !left.has(group));
  const torn = [...new Set([...left.keys(), ...right.keys()])].filter(
    (group) => left.get(group) !== PARTS || right.get(group) !== PARTS,
  );
  await open.close();
  await remove();
  await rm(dataDir, { recursive: true, force: true });

  expect({ lost, lostGroups, torn }).toEqual({ lost: [], lostGroups: [], torn: [] });
  expect(all.rows.length).toBeGreaterThan(ROUNDS);
  expect(all.groups.length).toBeGreaterThan(ROUNDS);
  process.stderr.write(`kill -9: ${all.rows.length} rows and ${all.groups.length} transactions acknowledged\n`);
});
