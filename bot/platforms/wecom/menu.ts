import { z } from "zod";
import type { MenuEntry, Platform } from "../../types";
import { appUrl } from "../appUrl";
import type { WecomClient } from "./client";
import type { WecomConfig } from "./types";

type WecomMenuButton =
  | { type: "click"; name: string; key: string }
  | { type: "view"; name: string; url: string }
  | { name: string; sub_button: WecomMenuButton[] };

/** At most three entries with at most five below each; more is refused. @see https://developer.work.weixin.qq.com/document/path/90231 */
export function createPublishMenu(config: WecomConfig, client: WecomClient): Platform["publishMenu"] {
  return async function publishMenu(entries) {
    const body = { button: entries.map((entry) => toMenuButton(entry, config.publicUrl)) };
    await client.call({ path: "menu/create", query: { agentid: config.agentId }, body }, z.object({}));
  };
}

function toMenuButton({ name, target }: MenuEntry, publicUrl: string): WecomMenuButton {
  if ("key" in target) return { type: "click", name, key: target.key };
  if ("path" in target) return { type: "view", name, url: appUrl(publicUrl, target.path) };
  return { name, sub_button: target.entries.map((entry) => toMenuButton(entry, publicUrl)) };
}
