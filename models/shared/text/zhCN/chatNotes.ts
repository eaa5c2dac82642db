/** What the chat says in fixed words: about itself, about what cannot be read, and into groups. */
export const chatNotes = {
  link: {
    codeTitle: (code: string) => `关联码 ${code}`,
    codeHelp: (code: string) => `十分钟内，在另一个应用里对我说：/关联 ${code}。说完两边就是同一个人。`,
    wrongTitle: "关联码不对",
    wrongHelp: "可能过了十分钟，或者已经用过。在原来的应用里发“/关联”再拿一个。",
    linked: { title: "关联好了 ✓", help: "两边看到的是同样的客户，提醒发到你最近用的那个。" },
    already: { title: "已经是同一个人了", help: "不用再关联。" },
    has_records: { title: "这边已有自己的记录", help: "两边都有客户时不能自己合并，请管理员先转交再关联。" },
  },

  /** All that a group reads; the rest goes to the private chat. */
  group: {
    saved: "已记，详情私聊",
    asks: "要你定一下，已私聊",
    answered: "已私聊给你",
    unreached: "私聊发不到你",
    unreachedHelp: "先点我的头像，单独跟我说一句话，再问一次就发得到。刚才记下的都在。",
  },

  usage: {
    title: (platform: string, percent: number) => `${platform}本月额度用了 ${percent}%`,
    text: "用完后机器人收不到原话，也发不出提醒。从现在起先省着用：等待提示不再发，按过的卡片不再变灰。",
    what: { calls: "接口", messages: "消息" } as Record<string, string>,
  },

  other: {
    smallTalk: "在呢",
    smallTalkText: "见完客户把话发过来就行。",
    /** 帮我把周总删掉; a customer who struck us off, 把我微信删了, is something to write down. */
    deletes:
      /^(?:(?:请|麻烦|帮我|给我|替我)+(?:把|将)?|(?:把|将)(?!我)).{1,16}(?:删掉|删除|删了|删去)(?:吧|一下)?[。.!！]*$|^(?:请|麻烦|帮我|给我|替我)*删(?:掉|除|了|去).{0,16}$/u,
    deleteTitle: "删除不能在聊天里做",
    deleteText: "刚记错的，发“撤销”就收回。要删客户或联系人，在小程序里打开它再删。",
    /** 你会干嘛, 怎么用 */
    asksHelp:
      /^[你您]?(?:都?能|会|可以)(?:帮我|替我)?(?:干|做)(?:些|点)?(?:嘛|什么|啥|哪些|吗)|^(?:怎么|如何|咋)(?:用|使用|操作)|^有(?:什么|哪些|啥)功能|^(?:功能|使用)(?:介绍|说明)/u,
    courtesy: "好，有事随时说",
    /** 再来一个: one more, and nothing of what. */
    again: /^(?:再(?:来|记|加|建|写|录|弄)?一[个条遍次份]|再来)[吧啊呀。.!！\s]*$/u,
    againTitle: "再记什么？",
    againHelp: (name: string) => `直接说内容就行，比如：${name}下周三要样品。`,
    someCustomer: "鼎盛",
    hostile: "这个办不了",
    hostileText: "我只记客户的事。",
    unknown: "这句没看懂",
    unknownText: "原话留着。可以这样说：",
    asNote: "记成跟进",
    noteSentence: (said: string) => `/跟进 ${said}`,
    notYet: "这个功能还没有",
    notYetText: "原话留着。现在能记跟进、客户、提醒和商机。",
    voiceTitle: "语音收到，听不了",
    voiceText: "录音存着。想用说的：打开小程序按住话筒说，或者用手机输入法的语音转文字。",
    pictureTitle: "图片收到",
    pictureText: "图片存着。再发一句话说是哪家客户、什么事，我来记。",
    pictureLostText: "图片没存下来，过会儿再发一次。再发一句话说是哪家客户、什么事，我来记。",
    fileTitle: "文件收到",
    fileText: "文件存着。再发一句话说是哪家客户、什么事，我来记。",
    fileLostText: "文件没存下来，过会儿再发一次，最大 20 MB。再发一句话说是哪家客户、什么事，我来记。",
    voiceLostText: "录音没存下来。想用说的：打开小程序按住话筒说，或者用手机输入法的语音转文字。",
    fileNote: "发来图片",
    attachTo: (name: string) => `记到${name}`,
    attached: (name: string) => `图片记好了 ✓ ${name}`,
    linkTitle: "链接收到",
    linkText: "再发一句话说是哪家客户、什么事，我来记。",
    withheldTitle: "这句没收到内容",
    withheldText: "本月的机器人消息额度用完了，平台不再把原话给我。先在小程序里记，或者请管理员加额度。",
    noPages: "这里打不开页面：管理员还没给机器人配网址（PUBLIC_URL）。",
    unsupportedTitle: "这种消息还看不了",
    unsupportedText: "消息存着，内容读不了。用文字说一句，我来记；要签到，说“到”加客户名，比如：到海川了。",
    emptyTitle: "这句是空的",
    emptyText: "见完客户把话发过来就行。",
    tooLongTitle: "这段太长了",
    tooLongText: "原话存着，没有拆成记录。一次 5000 字以内，分几次发。",
    expiredTitle: "这张卡过期了",
    expiredText: "原话还在消息记录里，再发一次就行。",
    settledTitle: (outcome: string) => `这张卡已经处理过：${outcome}`,
    failed: {
      note: { title: "没记上，你写的还在", text: "刚才出了点问题，没有写进去。原话存着，过会儿再发一次。" },
      answer: { title: "这次没答上来", text: "刚才出了点问题，没有查到。过会儿再问一次。" },
      deed: { title: "这次没办成", text: "刚才出了点问题，什么都没有改。过会儿再试一次。" },
    },
    working: "收到，正在记",
    workingText: "原话存好了，记好就能在客户页看到。",
    notedTitle: "没有新的要改",
  },
};
