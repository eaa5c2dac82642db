const percent = (share: number) => `${Math.round(share * 100)}%`;

/** What the bot says of targets, and of what may be signed. */
export const sellingTalk = {
  reached: (said: string, won: string, share: number | null) =>
    share === null ? `${said}签了 ${won}` : `${said}完成 ${percent(share)}`,
  whose: (period: string, who: string) => `${period} · ${who}`,
  rows: {
    won: "签了",
    target: "目标",
    left: "还差",
    over: "超出",
    deals: "在谈",
    late: "过期没签",
    undated: "没定日子",
    period: "多久",
    who: "谁的",
  },
  noTarget: "没定",
  share: (won: string, target: string | null, share: number | null) =>
    target === null ? `${won}，没定目标` : `${won}，完成 ${percent(share ?? 0)}`,
  seeWon: "看赢单",
  open: "目标和预测",
  forecast: (weighted: string) => `按把握算能签 ${weighted}`,
  noDeals: "没有在谈的商机。",
  seeDeals: "看这些商机",
  setTitle: "确认定目标？",
  setDone: (name: string) => `已定目标 ✓ ${name}`,
  nobody: (name: string) => `没找到“${name}”`,
  nobodyHelp: "写同事或部门的全名，比如：定张三11月目标50万。",
  notYours: (name: string) => `${name}的目标不归你定`,
  notYoursHelp: "自己的目标由主管定；主管定下属和本部门的。",
};
