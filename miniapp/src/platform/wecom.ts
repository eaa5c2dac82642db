import type * as wecomSdk from "@wecom/jssdk";
import { getPageSignature } from "../api/auth";
import type { HostPlatform } from "./index";
import { locateBy, locateByBrowser } from "./position";

type Sdk = typeof wecomSdk;

/** Outside WeCom the SDK's calls never settle, and inside a broken bridge may not either. */
const CALL_TIMEOUT = 10_000;
const NAME = "wecom";

const isWeCom = () => /wxwork\//i.test(navigator.userAgent);
/** `translateVoice` exists on iOS and Android only. */
const isPhone = () => /android|iphone|ipad/i.test(navigator.userAgent);

function within<T>(call: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("wecom_timeout")), CALL_TIMEOUT);
    call.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

let loaded: Promise<Sdk> | null = null;

/** https://developer.work.weixin.qq.com/document/path/94313 */
async function load(): Promise<Sdk> {
  const sdk = await import("@wecom/jssdk");
  const here = window.location.href.split("#")[0] ?? "";
  const { corpId, agentId } = await getPageSignature(NAME, here);
  sdk.register({
    corpId,
    agentId,
    jsApiList: ["startRecord", "stopRecord", "translateVoice", "getLocation", "closeWindow"],
    getConfigSignature: (url) => getPageSignature(NAME, url),
    getAgentConfigSignature: async (url) => {
      const signature = await getPageSignature(NAME, url);
      return signature.app ?? signature;
    },
  });
  return sdk;
}

function sdk(): Promise<Sdk> {
  loaded ??= load().catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}

export const wecom: HostPlatform = {
  name: NAME,
  isInside: isWeCom,
  canTranslateVoice: () => isWeCom() && isPhone(),

  askCode: () => Promise.resolve(null),

  /** https://developer.work.weixin.qq.com/document/path/94358 */
  async startVoice() {
    const ww = await sdk();
    await within(ww.startRecord());
    return async () => {
      const { localId } = await within(ww.stopRecord());
      const { translateResult } = await within(ww.translateVoice({ localId }));
      return translateResult;
    };
  },

  /** https://developer.work.weixin.qq.com/document/path/94319 */
  locate() {
    if (!isWeCom()) return locateByBrowser();
    return locateBy(async () => {
      const ww = await sdk();
      return within(ww.getLocation({ type: ww.LocationType.gcj02 }));
    });
  },

  async close() {
    if (!isWeCom()) return window.history.back();
    const ww = await sdk();
    await within(ww.closeWindow());
  },
};
