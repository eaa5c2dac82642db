import { buildAll, isAnyBuilt } from "./buildAll.mjs";
import { installPackages } from "./install.mjs";
import { report } from "./report.mjs";
import { findServing } from "./serving.mjs";
import { withLock } from "./withLock.mjs";

/** Installs and builds what is missing, then returns. */
export const makeReady = () =>
  withLock(async () => {
    await installPackages();
    await buildAll();
  });

/** The same for a command beside a server: from under one that runs, nothing is taken away, and it shares that one's code. */
export async function makeReadyBeside() {
  const server = findServing();
  if (server === undefined || !isAnyBuilt()) return makeReady();
  report(`the server of process ${server} runs what is built: so does this command`);
}
