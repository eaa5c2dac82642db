/** Words about what the model was asked and what it cost. */
export const modelUsageText = {
  title: "模型（本月）",
  none: "这个月没调用过模型：没配置，或者规则就够了。",
  calls: "调用",
  failed: (count: number) => (count > 0 ? `${count} 次没答上，规则接手` : "都答上了"),
  tokens: "Token",
  split: (prompt: string, completion: string) => `输入 ${prompt} · 输出 ${completion}`,
  wait: "平均等待",
  seconds: (ms: number) => `${(ms / 1000).toFixed(1)} 秒`,
  dropped: (count: number) => (count > 0 ? `${count} 个值原话里没有，没采用` : "没有编出来的值"),
  cost: "费用",
  noPrice: "没填单价，只数 Token",
  prices: "每千 Token 单价（元）",
  promptPrice: "输入",
  completionPrice: "输出",
  photos: "让模型读图片里的字",
  photosHelp:
    "名片、合同拍照发来，读出来先给你看，点确认才记。图片整张发给模型，里面的电话、证件号遮不住，公司同意再开。",
  badPrice: "单价是 0 到 1000 的数，可以留空。",
};
