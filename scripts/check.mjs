import "./bootstrap/requireNode.mjs";
import { checkAll } from "./bootstrap/checkAll.mjs";
import { installPackages } from "./bootstrap/install.mjs";
import { runEntry } from "./bootstrap/report.mjs";
import { withLock } from "./bootstrap/withLock.mjs";

runEntry(async () => {
  await withLock(installPackages);
  const failed = await checkAll();
  if (failed.length > 0) throw new Error(`failed: ${failed.join(", ")}`);
});
