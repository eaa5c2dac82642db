import Router from "@koa/router";
import { createCallLog } from "./callLog";
import { createChats } from "./chats";
import { addDingtalkRoutes, DINGTALK_PATH } from "./dingtalkRoutes";
import { createDingtalkSide } from "./dingtalkSide";
import { createFaults } from "./faults";
import { guardRequests } from "./http";
import { keepAhead } from "./keepAhead";
import { createLiveEvents } from "./liveEvents";
import { createPageFiles, findPageDir } from "./pageFiles";
import { addRoutes } from "./routes";
import type { Simulator, SimulatorOptions } from "./types";
import { createWecom } from "./wecom";
import { createAibot } from "./wecom/aibot";
import { addWecomRoutes } from "./wecomRoutes";

export type { Simulator, SimulatorOptions } from "./types";

const AIBOT_PATH = "/simulator/wecom/aibot";

/** A local WeCom with a page to chat in. It meets our server only as the real one does: signed pushes in, API calls out. */
export function createSimulator(given: SimulatorOptions): Simulator {
  const options = { ...given, clock: keepAhead(given.clock, given.dataDir) };
  const live = createLiveEvents();
  const chats = createChats(options.dataDir, options.clock, (userId, entry) =>
    live.publish({ type: "entry", userId, entry }),
  );
  const faults = createFaults((state) => live.publish({ type: "faults", faults: state }));
  const calls = createCallLog(options.clock, (call) => live.publish({ type: "call", call }));
  const wecom = createWecom({
    options,
    faults,
    calls,
    chats,
    publishMenu: (menu) => live.publish({ type: "menu", menu }),
  });
  const aibot = createAibot({ options, wecom, chats, calls, faults });
  const { corpId, agentId, secret, token, encodingAesKey } = wecom.corp;
  const side = createDingtalkSide({ options, chats, calls, faults, media: wecom.media });
  const base = (origin: string) => `${origin}/simulator/wecom`;
  const dingtalkBase = (origin: string) => origin + DINGTALK_PATH;
  const router = new Router();
  router.use(guardRequests(options.appUrl));
  addDingtalkRoutes(router, { side, chats, appUrl: options.appUrl });
  addWecomRoutes(router, wecom, options.appUrl);
  addRoutes(router, { options, wecom, aibot, dingtalk: side.dingtalk.gateway, chats, faults, calls, live });
  router.get(["/simulator", "/simulator/{*file}"], createPageFiles(options.pageDir ?? findPageDir(), options.appUrl));
  return {
    middleware: router.routes() as Simulator["middleware"],
    wecom: { corpId, agentId, secret, token, encodingAesKey, apiBase: base, oauthBase: base, loginBase: base },
    wecomBot: { ...aibot.credentials, url: (origin) => `${origin.replace(/^http/, "ws")}${AIBOT_PATH}` },
    dingtalk: { ...side.dingtalk.keys, base: dingtalkBase },
    upgrade: (request, socket, head) => {
      if (request.url === AIBOT_PATH) aibot.upgrade(request, socket, head);
      else if (request.url?.startsWith(DINGTALK_PATH)) side.dingtalk.gateway.upgrade(request, socket, head);
      else socket.destroy();
    },
    close: async () => {
      aibot.close();
      side.dingtalk.close();
      wecom.close();
      live.close();
    },
  };
}
