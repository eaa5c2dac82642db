/** One internal app of one enterprise, as the developer console shows it. */
export interface DingtalkConfig {
  /** Also called AppKey. */
  clientId: string;
  clientSecret: string;
  corpId: string;
  /** Needed for work notifications and page signatures only. */
  agentId: string | null;
  mode: "stream" | "http";
  /** Seals the event subscription in HTTP mode. */
  events: { token: string; aesKey: string } | null;
  robotCode: string;
  cardTemplateId: string | null;
  apiBase: string;
  oapiBase: string;
  loginBase: string;
  /** Where the mini-app is served from. */
  publicUrl: string;
}

export const NAME = "dingtalk";
