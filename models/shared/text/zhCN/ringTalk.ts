/** What is said of a reminder that has just rung, and what is said back. */
export const ringTalk = {
  done: /^(?:已经?|都|刚刚?|这个|那个|这件|我)*(?:完成|做完|办完|搞定|弄完|弄好|做好|办好|处理好|处理完|打过|打完|联系过|联系上)[了啦咯的]*[。.!！\s]*$/u,
  dropped:
    /^(?:这个|那个|这件|先)*(?:不跟|别跟|不用跟|不打|不用打|不办|不用办|不做|不用做|不用提醒|别提醒)[了啦吧我]*[。.!！\s]*$/u,
  /** Beside a time, nothing but that it is put off: 推迟到…, …再说. */
  later:
    /^(?:那|就|先|等|推迟|延后|推后|往后推|挪|改|换|延|到|成|在|我|帮|给|一下|吧|再|说|弄|做|打|办|处理|联系|[\s\p{P}])*$/u,
  whichTitle: "响了好几个，是哪个？",
  whichHelp: "点那张提醒卡片上的按钮就行。",
};
