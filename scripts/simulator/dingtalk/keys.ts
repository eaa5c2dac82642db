import { randomUUID } from "node:crypto";
import type { DingtalkKeys } from "./types";

/** The simulated company and its one app. Ids are fixed, so that a restarted server meets the same one; secrets are new at each start. */
export const createKeys = (): DingtalkKeys => ({
  clientId: "dingyijusimulator01",
  clientSecret: randomUUID() + randomUUID(),
  corpId: "dingyijucorp0001",
  agentId: "836390886",
  robotCode: "dingyijusimulator01",
  cardTemplateId: "yiju-simulator.schema",
  events: {
    token: randomUUID().replaceAll("-", ""),
    aesKey: (randomUUID() + randomUUID()).replaceAll("-", "").slice(0, 43),
  },
});
