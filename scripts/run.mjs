import "./bootstrap/requireNode.mjs";
import { makeReadyBeside } from "./bootstrap/makeReady.mjs";
import { runEntry } from "./bootstrap/report.mjs";
import { runBuilt } from "./bootstrap/runBuilt.mjs";

const [name, ...args] = process.argv.slice(2);

runEntry(async () => {
  if (!/^[A-Za-z]+$/.test(name ?? "")) throw new Error("usage: node scripts/run.mjs NAME [argument …]");
  await makeReadyBeside();
  runBuilt(`scripts/${name}.js`, args);
});
