import { runMain } from "./runMain";
import { withStore } from "./withStore";

/** Makes missing collections and indexes, as each start does: for a server that is filled before the program meets it. */
runMain(() => withStore(async () => console.log("collections and indexes are there")));
