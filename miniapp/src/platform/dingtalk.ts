import { getPageSignature } from "../api/auth";
import type { HostPlatform } from "./index";
import { locateBy, locateByBrowser } from "./position";

/** A call that the client does not know never settles. */
const CALL_TIMEOUT = 10_000;
const NAME = "dingtalk";
const isDingTalk = () => /dingtalk/i.test(navigator.userAgent);
/** Recording exists on phones only. */
const isPhone = () => /android|iphone|ipad/i.test(navigator.userAgent);

function within<T>(call: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("dingtalk_timeout")), CALL_TIMEOUT);
    call.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** `coordinate` 1 is 高德, which also tells the address; nothing that was measured before. */
const AS_ON_MAPS = {
  ...{ type: 1, coordinate: "1", useCache: false, cacheTimeout: 0 },
  ...{ withReGeocode: true, targetAccuracy: "100" },
};

/** Loaded inside DingTalk only: whoever comes from elsewhere does not pay for it. */
const sdk = () => import("./dingtalkSdk");

let configured: Promise<void> | null = null;

/** Once a page load, for the address it was loaded with: the client counts a change of route as the same page. */
const entryAddress = window.location.href.split("#")[0] ?? "";

async function configure(): Promise<void> {
  const { corpId, agentId, timestamp, nonceStr, signature } = await getPageSignature(NAME, entryAddress);
  const { dd } = await sdk();
  const jsApiList = ["startRecord", "stopRecord", "onRecordEnd", "translateVoice", "device.geolocation.get"];
  dd.config({ agentId, corpId, timeStamp: timestamp, nonceStr, signature, type: 0, jsApiList });
  await within(
    new Promise<void>((resolve, reject) => {
      dd.ready(resolve);
      dd.error((error: unknown) => reject(new Error(`dingtalk_config ${JSON.stringify(error)}`)));
    }),
  );
}

function ready(): Promise<void> {
  configured ??= configure().catch((error: unknown) => {
    configured = null;
    throw error;
  });
  return configured;
}

const hasRecording = (answer: unknown): answer is { mediaId: string; duration: string | number } =>
  typeof answer === "object" && answer !== null && "mediaId" in answer;

function recording(answer: unknown): { mediaId: string; duration: number } {
  if (!hasRecording(answer)) throw new Error("dingtalk_no_recording");
  return { mediaId: answer.mediaId, duration: Number(answer.duration) };
}

export const dingtalk: HostPlatform = {
  name: NAME,
  isInside: isDingTalk,
  canTranslateVoice: () => isDingTalk() && isPhone(),

  /** The address of the sign-in page names app and company; inside the client that is all it takes. */
  async askCode(signInUrl) {
    if (!isDingTalk()) return null;
    const { searchParams } = new URL(signInUrl);
    const { requestAuthCode } = await sdk();
    const [clientId, corpId] = [searchParams.get("client_id") ?? "", searchParams.get("corpId") ?? ""];
    return (await within(requestAuthCode({ clientId, corpId }))).code;
  },

  async startVoice() {
    await ready();
    const { onRecordEnd, startRecord, stopRecord, translateVoice } = await sdk();
    await within(startRecord({ maxDuration: 60 }));
    return async () => {
      // The client answers the end of a recording on its event, older ones in the call itself.
      const ended = new Promise<unknown>((resolve) => void onRecordEnd({ success: resolve, onSuccess: resolve }));
      const stopped = stopRecord({}).then((answer: unknown) => (hasRecording(answer) ? answer : ended));
      const { mediaId, duration } = recording(await within(Promise.race([ended, stopped])));
      const translated: unknown = await within(translateVoice({ mediaId, duration }));
      return String((translated as { content?: string }).content ?? "");
    };
  },

  locate() {
    if (!isDingTalk()) return locateByBrowser();
    return locateBy(async () => {
      await ready();
      const { getLocation } = await sdk();
      return within(getLocation(AS_ON_MAPS));
    });
  },

  async close() {
    if (!isDingTalk()) return window.history.back();
    const { closePage } = await sdk();
    await within(Promise.resolve(closePage({})));
  },
};
