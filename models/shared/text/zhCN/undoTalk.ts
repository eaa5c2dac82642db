import { either } from "../../values/pattern";

/** What taking back says. */
export const undoTalk = {
  undo: {
    command: "/撤销",
    word: "撤销",
    list: "列表",
    /** 明远那条撤销, 把鼎盛刚才那条删了, 撤销明远的那条: whose it is, or nobody for the last one. */
    ofSomebody: either(
      /^(?:请|麻烦|帮我)?(?:把|将)?(?<whose>[^\s，,。]{0,16}?)的?(?:刚才|刚刚|上面|今天)?的?(?:那|这|上一?)(?:条|笔|个)(?:记录|跟进|提醒|商机)?[，,\s]*(?:是?(?:记|弄|写|搞)?错了?|不对|不要了?)?[，,\s]*(?:给我|帮我)?(?:撤销|撤回|撤了|撤掉|删掉|删了|删除)(?:掉|一下|吧|了)*[。.!！]*$/u,
      /^(?:请|麻烦|帮我)?(?:撤销|撤回|撤掉)(?:掉|一下|了)?(?<other>[^\s，,。]{0,16}?)的?(?:刚才|刚刚|上面|今天)?的?(?:那|这|上一?)(?:条|笔|个)(?:记录|跟进|提醒|商机)?(?:吧)?[。.!！]*$/u,
    ),
    lately: /^(?:刚才|刚刚|刚|我|上面|今天|前面|之前|最后|最近)+|的$/gu,
    /** 昨天那条: one has to look which. */
    earlier: /^(?:昨天|前天|昨晚|今早|上午|早上|中午|下午|晚上)$/u,
    nothingOf: (name: string) => `“${name}”没有可以撤销的`,
    title: (what: string) => `已撤销，${what}已收回`,
    titleMany: (count: number) => `已撤销，${count} 处已收回`,
    back: {
      title: (what: string) => `已撤销，${what}改回原样`,
      titleMany: (count: number) => `已撤销，${count} 处改回原样`,
    },
    nothing: "没有可以撤销的",
    nothingHelp: "24 小时内从聊天记下的才能撤销。",
    already: "这条已经撤销过了",
    notDisabling: (name: string) => `停用${name}还没收回`,
    notDisablingHelp: "“撤销”只收回记下的东西。要让他再登录，点恢复。",
    notReached: "刚才改的不在“撤销”里",
    notReachedHelp: "账号、规则和设置要自己改回去。",
    wouldBe: "上一条",
    thatInstead: "撤销上一条",
    listTitle: "要撤销哪一条？",
    other: "改动",
    rule: "规则",
    ofRule: (rule: string, customer: string) => `${rule} · ${customer}`,
    runOf: (customer: string, rule: string) => `${customer}·${rule}`,
    kept: { changed_since: "后来有人改过，保留", added_to: "后来有新记录，保留", not_yours: "现在不归你，保留" },
    entity: {
      customer: "客户",
      contact: "联系人",
      followUp: "跟进",
      reminder: "提醒",
      opportunity: "商机",
      approval: "审批",
      lead: "线索",
      visit: "拜访",
      accessGrant: "授权",
      target: "目标",
      handOver: "移交",
    },
    removed: (entity: string, title: string) => `${entity}“${title}”收回`,
    restored: (entity: string, title: string) => `${entity}“${title}”改回`,
  },
};
