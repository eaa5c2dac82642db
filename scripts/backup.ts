import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { dayOf, timeOf } from "../models/shared/values/day";
import { writeArchive } from "./archive/writeArchive";
import { runMain } from "./runMain";
import { withStore } from "./withStore";

/** `npm run backup`: the path of the file is the last line on stdout. */
runMain(() =>
  withStore(async ({ dataDir, mongodbUri }) => {
    const madeAt = new Date();
    const folder = join(dataDir, "backups");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const stamp = `${dayOf(madeAt)}-${timeOf(madeAt)}-${madeAt.getTime() % 60_000}`.replace(/[-:]/g, "");
    const path = join(folder, `yiju-${stamp}.bson.gz`);
    await writeArchive({ path, dataDir, madeAt, snapshotBy: mongodbUri ? "session" : "transaction" });
    console.log("the keys are not in it: keep a copy of them, apart from this file");
    console.log(path);
  }),
);
