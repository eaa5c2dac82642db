/** What the chat says of what is due. */
export const todayTalk = {
  digest: {
    title: (count: number) => `今天 ${count} 件事`,
    titleOverdue: (count: number, overdue: number) => `今天 ${count} 件事，${overdue} 件过期`,
    overdue: "过期",
    today: "今天",
    risk: "有风险",
    rest: (count: number) => `还有 ${count} 项`,
    riskLine: (name: string, why: string) => `${name} ${why}`,
    more: "更多",
  },

  risks: {
    title: (count: number) => `${count} 家客户有风险`,
    all: (count: number) => `看全部 ${count} 家`,
    levels: { red: "要紧", amber: "留意" },
    none: (whose: string) => `${whose}没有风险客户`,
    noneHelp: "太久没联系、商机停住、聊得不顺的会出现在这里。",
  },

  todo: {
    emptyOverdue: "没有过期的事",
    overdue: (count: number) => `${count} 件过期`,
    of: (range: string, count: number) => `${range} ${count} 件事`,
    empty: "今天没有要办的事",
    emptyHelp: "发一句“/提醒 明天9点 给王经理回电”就能加。",
    title: (count: number) => `还有 ${count} 件事`,
    titleOverdue: (count: number, overdue: number) => `还有 ${count} 件事，${overdue} 件过期`,
    none: (range: string) => `${range}没有要办的事`,
  },
};
