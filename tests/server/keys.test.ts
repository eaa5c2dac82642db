import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadKeys } from "../../server/keys";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "keys-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

const unset = () => ({ dataDir, encryptionKey: null, sessionSecret: null });

it("makes two keys at the first start and keeps them", async () => {
  const first = await loadKeys(unset());
  expect(first.encryptionKey).toHaveLength(32);
  expect(first.sessionSecret.equals(first.encryptionKey)).toBe(false);
  expect(await loadKeys(unset())).toEqual(first);
});

it("keeps them from other people, and leaves nothing else behind", async () => {
  await loadKeys(unset());
  const files = await readdir(join(dataDir, "keys"));
  expect(files.sort()).toEqual(["encryption.key", "session.key"]);
  for (const file of files) expect((await stat(join(dataDir, "keys", file))).mode & 0o777).toBe(0o600);
});

it("agrees with others that start at the same time", async () => {
  const all = await Promise.all(Array.from({ length: 5 }, () => loadKeys(unset())));
  expect(new Set(all.map((keys) => keys.encryptionKey.toString("hex"))).size).toBe(1);
});

it("takes configured keys and writes none", async () => {
  const key = Buffer.alloc(32, 7).toString("base64");
  const keys = await loadKeys({ dataDir, encryptionKey: key, sessionSecret: key });
  expect(keys.encryptionKey.equals(Buffer.alloc(32, 7))).toBe(true);
  expect(await readdir(dataDir)).toEqual([]);
});

it("refuses a damaged key instead of making a new one", async () => {
  await loadKeys(unset());
  await writeFile(join(dataDir, "keys", "encryption.key"), "");
  await expect(loadKeys(unset())).rejects.toThrow(/encryption\.key is damaged/);
});
