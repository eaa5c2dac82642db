import { signIn } from "./bench/callApi";
import { startFakeApi, type FakeApi } from "./bench/fakeApi";
import { BOSS, fillStore, memberIdsOf, type Sizes } from "./bench/fillStore";
import { createInstallation } from "./bench/installation";
import { measureCallbacks } from "./bench/measureCallbacks";
import { measureCards } from "./bench/measureCards";
import { measureExtraction } from "./bench/measureExtraction";
import { measureFootprint, measurePage } from "./bench/measureFootprint";
import { measureFunnel } from "./bench/measureFunnel";
import { measureLists } from "./bench/measureLists";
import { measureMatching } from "./bench/measureMatching";
import { measureOpening } from "./bench/measureOpening";
import { measureReminders } from "./bench/measureReminders";
import { readPlan } from "./bench/readPlan";
import { startProgram } from "./bench/startProgram";
import { toTable, type Row } from "./bench/table";
import { runMain } from "./runMain";

const report = (what: string) => console.error(`bench: ${what}`);

/** Everything that needs a filled store, on one running program. */
async function measureFilled(api: FakeApi, server: string | null, sizes: Sizes): Promise<Row[]> {
  const installation = await createInstallation(api, server);
  try {
    report(`filling a store with ${sizes.customers} customers and ${sizes.followUps} follow-ups`);
    const filled = await installation.withStore(false, () => fillStore(sizes, new Date()));
    const program = await startProgram("server/main.js", installation.env);
    const { url } = program;
    const atStart = program.memory();
    try {
      const session = await signIn(url, BOSS);
      const store = server ? "MongoDB" : "embedded";
      report("lists and searches");
      const lists = await installation.withStore(true, async () => [
        ...(await measureLists({ session, filled, sizes, store })),
        await measureMatching(filled, sizes),
      ]);
      report("the mini-app's first opening");
      const opening = await measureOpening(url, BOSS);
      report("messages to cards, then reminders");
      const cards = await measureCards({ url, api, installation, filled });
      const reminders = await measureReminders(url, api);
      return [
        ...lists,
        ...(opening ? [opening] : []),
        cards,
        reminders,
        ...measureFootprint(program, { atStart, atEnd: program.memory() }, sizes.customers),
      ];
    } finally {
      await program.stop();
    }
  } finally {
    await installation.remove();
  }
}

/**
 * `npm run bench`: on the embedded store, and again on TEST_MONGODB_URI where that is set. `-- --large` fills that server to the
 * sizes of the promise; `--customers N --follow-ups N` choose others.
 */
runMain(async () => {
  const { sizes, stores } = readPlan();
  const api = await startFakeApi(memberIdsOf(sizes));
  try {
    const shared = [await measureExtraction(new Date()), measurePage()].filter((row) => row !== null);
    for (const store of stores) {
      const name = store ? "MongoDB" : "embedded store";
      report(`callbacks on the ${name}`);
      const rows = [...(await measureCallbacks(api, store)), ...(await measureFilled(api, store, sizes))];
      if (store) {
        report("the funnel");
        rows.push(...(await measureFunnel(api, memberIdsOf(sizes), store)));
      }
      console.log(`\n${name}\n${toTable([...rows, ...(store ? [] : shared)])}`);
    }
  } finally {
    await api.close();
  }
});
