/** What the chat says of deals and of what managers agree to. */
export const dealTalk = {
  approval: {
    /** A stage of null: a customer is to be protected for longer. */
    title: (who: string, stage: string | null) => (stage === null ? `${who} 要延长保护` : `${who} 要推进到${stage}`),
    approve: "同意",
    refuse: "不同意",
    notes: ["价格太低", "再谈谈", "资料不全"],
    askTitle: "为什么不同意？",
    askHelp: "点一个，或者直接回一句，会告诉他。",
    approved: (title: string) => `已同意 ✓ ${title}`,
    refused: (title: string) => `没同意：${title}`,
    nothingOpen: "没有等你批的",
    nothingOpenHelp: "有人申请时会把卡片发给你。",
    more: (count: number) => `还有 ${count} 个等你批`,
    toldApproved: (stage: string | null) => (stage === null ? "主管同意了，保护延长 ✓" : `主管同意了，已到${stage} ✓`),
    toldRefused: (stage: string | null) => (stage === null ? "主管没同意延长保护" : `主管没同意到${stage}`),
    closed: "这件事已经处理过了",
    stillClosed: "还推进不了",
    who: "谁",
    by: "谁审的",
    why: "为什么审",
    note: "意见",
    discount: "让利",
    percent: (value: number) => `${value}%`,
  },

  deals: {
    title: (count: string, sum: string) => `${count} 个在谈，共 ${sum}`,
    none: "没有在谈的商机",
    noneHelp: "发一句“/商机 鼎盛 谈判 30万”就能记。",
    noneOf: (who: string) => `${who}还没有商机`,
    noneOfHelp: (who: string) => `原话留着。说上金额就建一个，比如：/商机 ${who} 谈判 30万。`,
    days: (days: number) => `${days} 天`,
    held: "搁置中",
    heldUntil: (day: string) => `搁到 ${day}`,
    separator: " · ",
  },
};
