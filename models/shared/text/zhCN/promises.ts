/** Words about what was promised. */
export const promiseText = {
  us: "我们",
  them: "客户",
  said: (who: string, what: string, until: string | null) => `${who}答应：${what}${until ? `（${until}前）` : ""}`,
  row: "答应",
  title: "说好的事",
  none: "没有说好还没到的事",
  noneHelp: "跟进里说“王经理答应周五前付款”“我答应明天发合同”，就会记在这里。",
  count: (count: number) => `说好的 ${count} 件事`,
};
