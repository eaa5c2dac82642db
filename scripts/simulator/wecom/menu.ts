import { z } from "zod";
import type { MenuButton } from "../protocol";
import { checkAgent } from "./checkAgent";
import type { Corp } from "./corp";
import { parseBody } from "./endpoint";
import type { Endpoints } from "./endpoint";
import { WecomError } from "./wecomError";

const leaf = { name: z.string(), type: z.string().optional(), key: z.string().optional(), url: z.string().optional() };
const menuRequest = z.looseObject({
  button: z.array(z.object({ ...leaf, sub_button: z.array(z.object(leaf).loose()).optional() })),
});

const TYPES = [
  "click",
  "view",
  "view_miniprogram",
  "scancode_push",
  "scancode_waitmsg",
  "pic_sysphoto",
  "pic_photo_or_album",
  "pic_weixin",
  "location_select",
];

/** Codes differ by level: top buttons and sub-buttons have their own. */
const TOP = { size: 40016, type: 40017, name: 40018, key: 40019, url: 40020, domain: 40055, nameBytes: 16, most: 3 };
const SUB = { size: 40023, type: 40024, name: 40025, key: 40026, url: 40027, domain: 40054, nameBytes: 40, most: 5 };

export interface Menu {
  endpoints: Endpoints;
  buttons: () => MenuButton[];
}

/** The app's menu (developer.work.weixin.qq.com/document/path/90231). */
export function createMenu(corp: Corp, publish: (buttons: MenuButton[]) => void): Menu {
  let buttons: MenuButton[] = [];
  const set = (next: MenuButton[]) => {
    buttons = next;
    publish(buttons);
    return {};
  };
  return {
    buttons: () => buttons,
    endpoints: {
      "menu/create": {
        method: "POST",
        handle: (call) => {
          checkAgent(corp, call.query.agentid);
          const { button } = parseBody(call, menuRequest);
          checkButtons(button, TOP);
          return set(button);
        },
      },
      "menu/get": {
        method: "GET",
        handle: ({ query }) => {
          checkAgent(corp, query.agentid);
          if (buttons.length === 0) throw new WecomError(46003);
          return { button: buttons };
        },
      },
      "menu/delete": {
        method: "GET",
        handle: ({ query }) => {
          checkAgent(corp, query.agentid);
          return set([]);
        },
      },
    },
  };
}

function checkButtons(buttons: MenuButton[], level: typeof TOP): void {
  if (buttons.length < 1 || buttons.length > level.most) throw new WecomError(level.size);
  for (const button of buttons) {
    const nameBytes = Buffer.byteLength(button.name);
    if (nameBytes < 1 || nameBytes > level.nameBytes) throw new WecomError(level.name);
    if (button.sub_button && button.sub_button.length > 0) checkParent(button.sub_button, level);
    else checkLeaf(button, level);
  }
}

function checkParent(subButtons: MenuButton[], level: typeof TOP): void {
  if (level === SUB) throw new WecomError(40022);
  checkButtons(subButtons, SUB);
}

function checkLeaf(button: MenuButton, level: typeof TOP): void {
  if (!TYPES.includes(button.type ?? "")) throw new WecomError(level.type);
  if (button.type === "view") {
    if (!button.url || Buffer.byteLength(button.url) > 1024) throw new WecomError(level.url);
    if (!/^https?:\/\//.test(button.url)) throw new WecomError(level.domain);
  } else if (button.type !== "view_miniprogram" && (!button.key || Buffer.byteLength(button.key) > 128)) {
    throw new WecomError(level.key);
  }
}
