import { existsSync } from "node:fs";
import { join } from "node:path";
import type { OpenStore } from "../support/openStore";
import { openStore } from "../support/openStore";
import { EXCEPTIONS } from "./exceptions";
import { readCases } from "./readCases";
import { runCase } from "./runCase";

/**
 * MongoDB's public driver specifications (github.com/mongodb/specifications, `source/`), whose licence keeps them out of this
 * repository: name a folder that holds `crud`, `transactions` and `retryable-writes` to run them.
 */
const folder = process.env["MONGODB_SPECIFICATIONS"] ?? "";
const suites = existsSync(folder) ? ["crud", "transactions", "retryable-writes"] : [];

test("every known exception says why", () => {
  const reasons = Object.values(EXCEPTIONS);
  expect(reasons.length).toBeGreaterThan(0);
  expect(reasons.filter((reason) => reason.trim().length < 10)).toEqual([]);
});

function describeCases(name: string): void {
  let open: OpenStore;
  beforeAll(async () => {
    open = await openStore();
  });
  afterAll(() => open.close());

  const cases = readCases(join(folder, name));
  for (const one of cases) {
    const title = `${one.file}: ${one.name}`;
    if (title in EXCEPTIONS) {
      test(`${title} (known exception)`, () => expect(runCase(open.store.uri, one)).rejects.toThrow());
    } else {
      test(title, () => runCase(open.store.uri, one));
    }
  }
}

for (const name of suites) describe(`the public cases of ${name}`, () => describeCases(name));
