import { privately } from "../../../../bot/recipient";
import type { PlatformDeps } from "../../../../bot/platforms/deps";
import { createWecomPlatform } from "../../../../bot/platforms/wecom";
import type { WecomConfig } from "../../../../bot/platforms/wecom/types";
import type { FakeWecom } from "../../../support/fakeWecom";
import { keys } from "./vectors";

export const NOW = new Date("2025-01-01T08:00:00+08:00");
export const SECRET = "s3cret-of-the-app";

export function configFor(fake: Pick<FakeWecom, "baseUrl">, overrides: Partial<WecomConfig> = {}): WecomConfig {
  return {
    ...keys,
    secret: SECRET,
    apiBase: fake.baseUrl,
    oauthBase: "https://open.weixin.qq.com",
    loginBase: "https://login.work.weixin.qq.com",
    publicUrl: "https://crm.example.com",
    ...overrides,
  };
}

/** The real platform against a stand-in, with a clock that moves when told and a log that is kept. */
export function platformFor(fake: Pick<FakeWecom, "baseUrl">, overrides: Partial<WecomConfig & PlatformDeps> = {}) {
  const { now, fetch, timeoutMs = 1_000, ...config } = overrides;
  const clock = { now: NOW.getTime() };
  const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
  const deps = { now: now ?? (() => new Date(clock.now)), log, timeoutMs, ...(fetch ? { fetch } : {}) };
  return { platform: createWecomPlatform(configFor(fake, config), deps), clock, log };
}

export const zhangsan = privately({ platform: "wecom", userId: "ZhangSan" });
