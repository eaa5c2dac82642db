import "./bootstrap/requireNode.mjs";
import { makeReady } from "./bootstrap/makeReady.mjs";
import { markServing } from "./bootstrap/serving.mjs";
import { runEntry } from "./bootstrap/report.mjs";
import { runBuilt } from "./bootstrap/runBuilt.mjs";

runEntry(async () => {
  await makeReady();
  markServing();
  runBuilt("server/main.js");
});
