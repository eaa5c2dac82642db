import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { transformFile } from "@swc/core";

const ROOT = resolve(__dirname, "../../../..");
/** What a script of these tests needs besides itself. */
const FOLDERS = ["models/embedded", "tests/models/embedded/support"];

export interface Compiled {
  /** The script's path, for `node`. */
  script: string;
  /** Where the compiled tree begins. */
  root: string;
  remove(): Promise<void>;
}

/** The store's TypeScript as files that plain Node and its threads can run. */
export async function compileForNode(source: string): Promise<Compiled> {
  const root = await mkdtemp(join(tmpdir(), "store-js-"));
  for (const folder of FOLDERS) await compileFolder(folder, root);
  await symlink(join(ROOT, "node_modules"), join(root, "node_modules"), "dir");
  const script = join(root, source.replace(/\.ts$/, ".js"));
  return { script, root, remove: () => rm(root, { recursive: true, force: true }) };
}

async function compileFolder(folder: string, root: string): Promise<void> {
  await mkdir(join(root, folder), { recursive: true });
  for (const entry of await readdir(join(ROOT, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) await compileFolder(path, root);
    else if (path.endsWith(".ts") && !path.endsWith(".test.ts")) {
      const { code } = await transformFile(join(ROOT, path), {
        jsc: { parser: { syntax: "typescript" }, target: "es2022" },
        module: { type: "commonjs" },
      });
      await writeFile(join(root, path.replace(/\.ts$/, ".js")), code);
    }
  }
}
