import { badValue } from "../refusals";

/** Runs mingo and turns its own refusals into the store's; anything else is a bug and stays what it is. */
export function refusing<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof Error && error.constructor.name === "MingoError") throw badValue(error.message);
    throw error;
  }
}
