import "./bootstrap/requireNode.mjs";
import { buildAll } from "./bootstrap/buildAll.mjs";
import { installPackages } from "./bootstrap/install.mjs";
import { runEntry } from "./bootstrap/report.mjs";
import { withLock } from "./bootstrap/withLock.mjs";

runEntry(() =>
  withLock(async () => {
    await installPackages();
    await buildAll({ force: true });
  }),
);
