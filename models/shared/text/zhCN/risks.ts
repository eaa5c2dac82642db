/** Why a customer or a deal may slip away, as the server says it. */
export const riskText = {
  silent: (days: number) => `已 ${days} 天没有联系`,
  last: (day: string, method: string | null, words: string) => `上次是 ${day}${method ? ` ${method}` : ""}：${words}`,
  unhappy: (words: string) => `上次聊得不顺：${words}`,
  stands: (deal: string, stage: string, days: number) => `“${deal}”停在${stage} ${days} 天`,
  dealStands: (stage: string, days: number) => `停在${stage} ${days} 天`,
  lateStep: (step: string, days: number) => `下一步“${step}”过期 ${days} 天`,
  lateClose: (day: string, days: number) => `预计 ${day} 签，已过 ${days} 天`,
  atStake: (amount: string) => `在谈 ${amount}`,
  nudge: (who: string) => `${who}请你联系这家客户`,
  holdOver: (deal: string) => `“${deal}”搁置到期，接着谈`,
  join: "；",
  short: {
    silent: (days: number) => `${days} 天没聊`,
    unhappy: "聊得不顺",
    stands: (days: number) => `商机停 ${days} 天`,
    lateStep: (days: number) => `过期 ${days} 天`,
    lateClose: (days: number) => `过签单日 ${days} 天`,
    join: "，",
  },
};
