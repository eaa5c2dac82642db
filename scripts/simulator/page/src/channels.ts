/** Where a member can talk to the program. */
export const CHANNELS = ["app", "bot", "dingtalk"] as const;
export type Channel = (typeof CHANNELS)[number];

export const CHANNEL_NAMES: Record<Channel, string> = { app: "企业微信应用", bot: "智能机器人", dingtalk: "钉钉" };

/** The chat's id in the simulator's own API. */
export const chatIdOf = (channel: Channel, userId: string): string =>
  ({ app: userId, bot: `${userId}@bot`, dingtalk: `dingtalk-${userId}` })[channel];
