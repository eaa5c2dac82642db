import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { restoreArchive } from "./archive/restoreArchive";
import { runMain } from "./runMain";
import { withStore } from "./withStore";

/** `npm run restore -- FILE [--force]` */
runMain(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { force: { type: "boolean" } } });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new Error("usage: npm run restore -- FILE [--force]");
  await withStore(async ({ dataDir }) => {
    const path = resolve(file);
    const { rows, files, madeAt } = await restoreArchive({ path, dataDir, force: values.force ?? false });
    console.log(`restored ${rows} rows and ${files} files of ${madeAt.toISOString()}`);
  });
});
