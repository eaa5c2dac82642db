/** What is said about binding a chat group to a customer. */
export const groups = {
  /** After the command they take a binding away. */
  unbindWords: ["取消", "解除", "解绑"],
  notInGroup: "绑定要在客户群里说",
  notInGroupHelp: "在群里 @我 说“/绑定 鼎盛”，以后群里说的就记到这家。",
  bound: (name: string) => `这个群就是 ${name} ✓`,
  boundHelp: "以后在群里说，不提名字也记到这家；要换，再绑一次；不要了，说“/绑定 取消”。",
  unbound: "这个群不绑客户了",
  none: "这个群还没绑客户",
  noneHelp: "说“/绑定 鼎盛”就绑上。",
};
