import { buildAll } from "./buildAll.mjs";
import { installPackages } from "./install.mjs";
import { withLock } from "./withLock.mjs";

/** Installs and builds what is missing, then returns. */
export const makeReady = () =>
  withLock(async () => {
    await installPackages();
    await buildAll();
  });
