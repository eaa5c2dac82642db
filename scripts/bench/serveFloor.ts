import type { AddressInfo } from "node:net";
import { createCallbackFloor } from "./createCallbackFloor";

/** The bare route in a process of its own, started and stopped like the program it is compared with. */
const { WECOM_TOKEN: token = "", WECOM_ENCODING_AES_KEY: encodingAesKey = "" } = process.env;
const server = createCallbackFloor({ token, encodingAesKey }).listen(0, "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once("SIGTERM", () => process.exit(0));
