/** What the chat says of the company's rules. */
export const rulesTalk = {
  rules: {
    title: (active: number, count: number) => `${count} 条规则，${active} 条开着`,
    none: "还没有规则",
    noneHelp: "在小程序“更多 → 规则”里加。",
    readOnly: "要开要关找管理员。",
    on: "开着",
    off: "关着",
    failed: (count: number) => `${count} 次没做成`,
    acted: (count: number) => `近 30 天 ${count} 次`,
    switchOn: (name: string) => `开 ${name}`,
    switchOff: (name: string) => `关 ${name}`,
    all: "看全部规则",
    switchAsk: (name: string) => `打开“${name}”？`,
    confirmOn: "确认打开",
    switchedOn: (name: string) => `已打开“${name}”`,
    switchedOff: (name: string) => `已关掉“${name}”`,
  },
};
