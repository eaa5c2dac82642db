/** What the chat says of itself: how to talk to it, and what to do when something is missing. */
export const helpTalk = {
  feedback: {
    sent: "意见收到了，管理员看得到",
    empty: "哪里不好用？",
    emptyHelp: "写在命令后面就行，比如：/反馈 找客户太慢。",
  },

  report: { nothing: "还没有记什么。见完客户说一句，这里自己就有了。" },

  help: {
    menuTitle: "一句话，就能记",
    menuText: "直接说就行，也可以用命令：",
    helpTitle: "怎么用",
    /** Three for where somebody is now. */
    examples: {
      beginner: () => ["/跟进 张总 下周报价", "/提醒 明天9点 给王经理回电", "/查 鼎盛"],
      inTalk: (name: string) => [`${name}上次聊到哪了`, `${name}报价30万，下周三再去`, `/提醒 明天9点 给${name}回电`],
      leader: () => ["团队这个月签了多少", "两周没联系的客户有哪些", "/周报 团队"],
      rep: () => ["今天先跟谁", "/跟进 张总 下周报价", "两周没联系的客户有哪些"],
    },
    rowLabel: (n: number) => `例${n}`,
    welcomeTitle: (name: string) => `${name}，一句话就能记`,
    welcomeText: "见完客户，把话发过来：谁、聊了什么、下次什么时候。我记好给你看，到点提醒。",
    colleague: (tail: string) => `同事 ${tail}`,
    unknownTitle: "你还不在使用名单里",
    unknownText: "请管理员在管理后台把你加进应用的可见范围，加好再发一句就行。",
    disabledTitle: "你的账号停用了",
    disabledText: "要恢复请找管理员。",
  },
};
