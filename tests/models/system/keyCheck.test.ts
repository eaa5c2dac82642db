import { checkKey, WrongKeyError } from "../../../models/system/keyCheck";
import { createVault, useVault } from "../../../models/vault";
import { useDatabase } from "../../support/db";

useDatabase();

const first = createVault(Buffer.alloc(32, 1));
const second = createVault(Buffer.alloc(32, 2));
afterAll(() => useVault(first));

it("takes the key an empty store is opened with, and knows it again", async () => {
  await checkKey();
  await checkKey();
});

it("refuses another key, and takes the right one after that", async () => {
  await checkKey();
  useVault(second);
  await expect(checkKey()).rejects.toThrow(WrongKeyError);
  useVault(first);
  await checkKey();
});

it("agrees with another process that starts at the same moment", async () => {
  await Promise.all([checkKey(), checkKey(), checkKey()]);
});
