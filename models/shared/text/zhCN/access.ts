/** What is said where a customer turns out to be a colleague's. */
export const access = {
  taken: "已有同事在跟进这家公司",
  takenHelp: "没有新建，也没有记录。想一起跟，可以问问那位同事。",
  request: "申请一起跟",
  requested: "已申请",
  requestedTitle: "申请发出去了",
  requestedHelp: "那位同事同意了，我马上告诉你。",
  waitingTitle: "已经申请过，还没回",
  refusedBefore: "那位同事刚回过：先不一起跟",
  goneTitle: "这家现在没有同事在跟",
  goneHelp: "再发一次就能记。",

  asks: (who: string) => `${who}想一起跟这家`,
  customer: "客户",
  askHelp: "同意后，对方能看到这家客户并一起记；不同意，对方不会知道是谁在跟。",
  yes: "同意",
  no: "不同意",
  saidYes: "已同意",
  saidNo: "没同意",
  answered: (who: string, yes: boolean) => (yes ? `${who}可以一起跟了` : `已回绝${who}`),

  granted: (words: string) => `“${words}”可以一起跟了`,
  grantedTalk: (owner: string) => `${owner}同意了，直接找对方一起跟；要看资料，请对方把客户共享给你。`,
  grantedHelp: (owner: string) => `${owner}同意了。`,
  refused: (words: string) => `“${words}”先不一起跟`,
  refusedHelp: "那位同事这次没同意，可以找主管协调。",
};
