/** What the chat says of what is due. */
export const todayTalk = {
  digest: {
    title: (count: number) => `今天 ${count} 件事`,
    titleOverdue: (count: number, overdue: number) => `今天 ${count} 件事，${overdue} 件过期`,
    overdue: "过期",
    today: "今天",
    risk: "有风险",
    rest: (count: number) => `还有 ${count} 项`,
    silent: (name: string, days: number) => `${name} ${days} 天没聊`,
    more: "更多",
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
