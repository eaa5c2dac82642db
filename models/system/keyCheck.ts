import { vault } from "../vault";
import { defineRows } from "./defineRows";

/** One word under the key that the rows of this store are sealed with. */
interface KeyCheckRow {
  _id: string;
  sealedWord: string;
}

export const KeyCheck = defineRows<KeyCheckRow>("keyCheck", {
  paths: { sealedWord: { type: String } },
  indexes: [],
});

const ONLY = "only";
const WORD = "yiju-crm";

export class WrongKeyError extends Error {
  override name = "WrongKeyError";
}

/**
 * Compares the vault's key with the one this store was filled under; an empty store takes the key it is given.
 * Later, every phone and message would be unreadable, and new rows would be sealed under a second key.
 * @throws WrongKeyError
 */
export async function checkKey(): Promise<void> {
  const mine = { $setOnInsert: { sealedWord: vault().seal(WORD) } };
  const row = await KeyCheck.findOneAndUpdate({ _id: ONLY }, mine, { upsert: true, returnDocument: "after" }).lean();
  try {
    vault().open(row.sealedWord);
  } catch (cause) {
    throw new WrongKeyError(
      "the data were sealed with another ENCRYPTION_KEY: bring that key back, in the variable or in DATA_DIR/keys",
      { cause },
    );
  }
}
