import { activityText } from "./activity";

/** What the platforms' price lists give in a month, by edition; the first is what counts until something is set. */
const editions: Record<string, { name: string; calls: number; messages: number }[]> = {
  dingtalk: [
    { name: "标准版", calls: 5000, messages: 3000 },
    { name: "专业版", calls: 200_000, messages: 50_000 },
    { name: "增购包", calls: 5_000_000, messages: 500_000 },
  ],
};

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
  limits: (platform: string) => `${activityText.channels[platform] ?? platform}每月额度`,
  limitsHelp: "公司买的是哪一版，点一下就填好；平台改了数字，直接填。全公司所有应用共用。",
  editions: (platform: string) => editions[platform] ?? [],
  calls: "接口次数",
  messages: "消息条数",
  bad: "填 1 到 1,000,000,000 的整数。",
  saved: "额度改好了，马上按新的算。",
  scarceHelp: (percent: number) =>
    `用了 ${percent}%，快用完了。等待提示不再发，按过的卡片不再变灰；请在平台后台加额度。`,
};
