import { z } from "zod";
import type { Platform } from "../../types";
import type { DingtalkClient } from "./client";
import { drop } from "./failures";
import type { DingtalkConfig } from "./types";

const PATH = "/v1.0/robot/messageFiles/download";
const answer = z.looseObject({ downloadUrl: z.url() });

/** A code becomes an address, the address a file; how long either lives is not told, so both at once. */
export function createDownloadMedia(config: DingtalkConfig, client: DingtalkClient): Platform["downloadMedia"] {
  return async function downloadMedia(downloadCode) {
    const body = { downloadCode, robotCode: config.robotCode };
    const { downloadUrl } = await client.call({ path: PATH, body }, answer);
    if (!/^https?:$/.test(new URL(downloadUrl).protocol)) throw drop(PATH, "not_an_address");
    return client.fetchFile(PATH, downloadUrl);
  };
}
