import type { CallLog } from "../callLog";
import type { Chats } from "../chats";
import type { Faults } from "../faults";
import type { MenuButton } from "../protocol";
import type { SimulatorOptions } from "../types";
import { createAccessTokens } from "./accessTokens";
import { answerApi } from "./answerApi";
import type { HttpAnswer } from "./answerApi";
import { createCallbacks } from "./callbacks";
import { createCorp } from "./corp";
import type { Corp } from "./corp";
import { directoryEndpoints } from "./directoryEndpoints";
import type { ApiCall, Endpoints } from "./endpoint";
import { createMedia } from "./media";
import type { Media } from "./media";
import { mediaEndpoints } from "./mediaEndpoints";
import { createMemberActions } from "./memberActions";
import type { MemberActions } from "./memberActions";
import { createMenu } from "./menu";
import { messageEndpoints } from "./messageEndpoints";
import { createResponseCodes } from "./responseCodes";
import { createSentMessages } from "./sentMessages";
import { createSignInCodes } from "./signIn";
import type { SignInCodes } from "./signIn";
import { ticketEndpoints } from "./ticketEndpoints";
import { verifyUrl } from "./verifyUrl";
import type { Verification } from "./verifyUrl";

export interface Wecom {
  corp: Corp;
  media: Media;
  signInCodes: SignInCodes;
  members: MemberActions;
  menuButtons: () => MenuButton[];
  /** One call of our server, by its path below /cgi-bin/. */
  answerApi: (path: string, call: ApiCall & { method: string }) => Promise<HttpAnswer>;
  /** Saves the callback address, as an administrator would. */
  verifyUrl: () => Promise<Verification>;
  close: () => void;
}

export interface WecomParts {
  options: SimulatorOptions;
  faults: Faults;
  calls: CallLog;
  chats: Chats;
  publishMenu: (buttons: MenuButton[]) => void;
}

const DEFAULT_RETRY_DELAY_MS = 1000;

/** A WeCom with one corp and one app, in memory and under `dataDir`. */
export function createWecom({ options, faults, calls, chats, publishMenu }: WecomParts): Wecom {
  const { clock, log, dataDir, hookUrl } = options;
  const corp = createCorp();
  const media = createMedia(dataDir, clock);
  const codes = createResponseCodes(dataDir, clock);
  const messages = createSentMessages(dataDir);
  const signInCodes = createSignInCodes(clock);
  const tokens = createAccessTokens(corp, clock, faults);
  const menu = createMenu(corp, publishMenu);
  const retryDelayMs = options.retryDelayMs ?? DEFAULT_RETRY_DELAY_MS;
  const callbacks = createCallbacks({ corp, clock, log, calls, faults, hookUrl, retryDelayMs });
  const lookups = {
    isMember: (userId: string) => corp.member(userId) !== undefined,
    hasMedia: (mediaId: string) => media.find(mediaId) !== undefined,
  };
  const noteDropped = (userIds: string[]) =>
    calls.add({
      direction: "out",
      name: "message/send",
      note: "一分钟超过 30 条，平台悄悄丢了",
      status: null,
      errcode: null,
      failed: true,
      milliseconds: 0,
      request: { userIds },
      response: null,
    });
  const endpoints: Endpoints = {
    ...tokens.endpoints,
    ...messageEndpoints({ corp, clock, chats, faults, codes, messages, lookups, hookUrl, noteDropped }),
    ...directoryEndpoints(corp),
    ...menu.endpoints,
    ...signInCodes.endpoints,
    ...mediaEndpoints(media),
    ...ticketEndpoints(clock),
    getcallbackip: { method: "GET", handle: () => ({ ip_list: ["127.0.0.1"] }) },
    get_api_domain_ip: { method: "GET", handle: () => ({ ip_list: ["127.0.0.1"] }) },
  };
  return {
    corp,
    media,
    signInCodes,
    members: createMemberActions({ corp, clock, chats, media, codes, messages, callbacks }),
    menuButtons: menu.buttons,
    answerApi: (path, call) => answerApi({ endpoints, tokens, faults, calls }, path, call),
    verifyUrl: () => verifyUrl(corp, clock, hookUrl()),
    close: callbacks.close,
  };
}
