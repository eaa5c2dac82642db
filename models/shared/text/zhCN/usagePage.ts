import { activityText } from "./activity";

const kinds: Record<string, string> = { calls: "接口次数", messages: "消息（收和发）" };

/** What the platforms count: a page for admins. */
export const usagePage = {
  title: "平台额度",
  /** From here on a line says that it is nearly used up. */
  scarce: 0.8,
  sentence: "聊天平台按月给的额度，这个月用了多少。",
  none: "这个月还没有用",
  noneHelp: "只有按月限量的平台会记在这里。",
  what: (platform: string, what: string) => `${activityText.channels[platform] ?? platform} · ${kinds[what] ?? what}`,
  used: (percent: number) => `用了 ${percent}%`,
  scarceHelp: (percent: number) =>
    `用了 ${percent}%，快用完了。等待提示不再发，按过的卡片不再变灰；请在平台后台加额度。`,
};
