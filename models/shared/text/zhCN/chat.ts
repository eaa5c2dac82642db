import { chatNotes } from "./chatNotes";
import { helpTalk } from "./helpTalk";
import { dealTalk } from "./dealTalk";
import { rulesTalk } from "./rulesTalk";
import { todayTalk } from "./todayTalk";
import { undoTalk } from "./undoTalk";

/** Every word the chat side shows. Functions where a value stands inside. */
export const t = {
  dealName: (what: string) => `${what}商机`,

  actions: {
    confirm: "确认",
    edit: "改",
    cancel: "取消",
    undo: "撤销",
    openCustomer: "打开客户",
    open: "打开",
    today: "今天",
    tomorrow: "明天",
    monday: "下周一",
    noneNew: "都不是，新建",
    noDeal: "都不改",
    none: "都不是",
    more: "更多…",
    remember: "以后默认他",
    addCompany: "补公司",
    complete: "完成并写结果",
    oneHour: "1小时后",
    tomorrowMorning: "明早",
    changeTime: "换时间",
    drop: "不跟了",
    todo: "今日待办",
    customers: "我的客户",
    help: "怎么用",
    openApp: "打开小程序",
    openReport: (name: string) => `打开${name}`,
  },

  rows: {
    customer: "客户",
    contact: "联系人",
    phone: "电话",
    wechat: "微信",
    email: "邮箱",
    content: "内容",
    stage: "阶段",
    amount: "金额",
    nextStep: "下一步",
    due: "时间",
    remind: "提醒",
    repeat: "重复",
    method: "方式",
    happened: "发生",
    dropped: "没记",
    lossReason: "原因",
    rival: "对手",
    hold: "搁置",
    unmoved: "没动",
    waiting: "在等",
    unchanged: "金额没改",
    last: "上次聊",
    deal: "商机",
    step: (n: number) => `下一步${n}`,
    note: "注意",
    app: "小程序",
    heard: "更正",
  },

  values: {
    newCustomer: (name: string) => `${name}（新建）`,
    deadline: (day: string) => `${day}前`,
    quoted: (shown: string, words: string) => `${shown}（原话“${words}”）`,
    range: (from: string, to: string) => `${from}–${to}`,
    midpoint: (shown: string) => `${shown}（中间数，算的）`,
    holidayMoved: (shown: string) => `${shown}（避开假期）`,
    stranger: (name: string) => `没认出是哪位“${name}”，记在公司名下`,
    learned: (words: string) => `“${words}”按你常选的记`,
    heard: (said: string, name: string) => `${said} → ${name}`,
    and: "、",
    similar: (names: string) => `相似：${names}`,
    duplicate: (names: string) => `重复：${names} 也是这个号码`,
    noDay: (text: string) => `${text}（没说哪天）`,
    none: "没说",
    noNextStep: "没定下一步",
    severalDeals: (count: number) => `有 ${count} 个商机，都没改`,
    noDeal: "没有商机，阶段没改",
    noDealNoted: "没有在谈的商机，先记成跟进",
    separator: "、",
    heldUntil: (day: string) => `到 ${day}`,
    heldOpen: "没说到哪天",
    waiting: "主管同意了就推进，已经发给他",
    figuresNeedApproval: "改到这个数要主管同意：请主管改，或退回前一阶段再走",
    noApprover: "要主管同意，还没设主管，找管理员",
    payment: "回款还不能记，商机金额没改",
    quotedBy: "没说是谁报的价，金额没记；是你报的，点“改”说金额",
    pastTime: (text: string) => `${text}：说的时间已经过了`,
  },

  saved: {
    followUp: (who: string) => `已记跟进 ✓ ${who}`,
    followUps: (count: number) => `已记 ${count} 条跟进 ✓`,
    reminder: (who: string) => `已记下一步 ✓ ${who}`,
    customer: (who: string) => `已建客户 ✓ ${who}`,
    contact: (who: string) => `已存联系方式 ✓ ${who}`,
    deal: (who: string) => `已改商机 ✓ ${who}`,
    nothing: "这句没有要记的",
    nothingHelp: "原话留着。想记跟进，加上客户和内容就行。",
    replaced: (title: string) => `已改好 ✓ ${title.replace(/^已[^ ]* ✓ ?/u, "")}`,
  },

  preview: {
    title: "这样记对吗？",
    titleMany: (count: number) => `这 ${count} 件事这样记对吗？`,
    picture: "照片里读到的，对一下再记",
    newCustomer: "要新建客户，先看一眼",
    newContact: "要新建联系人，先看一眼",
    contactData: "要存联系方式，先看一眼",
    amount: "要记金额，先看一眼",
    closing: "要定输赢，先看一眼",
    hold: "要搁置商机，先看一眼",
    replaces: "要改刚才那条，先看一眼",
    isKnown: (name: string) => `是${name}`,
    cancelled: "取消了，没有记",
    cancelledHelp: "原话还在消息记录里。",
    quote: "原话",
  },

  ask: {
    whichTitle: (words: string) => `你说的“${words}”是哪位？`,
    whichHelp: "点一个，剩下的照原话记。",
    dealTitle: "说的是哪个商机？",
    dealRow: (n: number) => `商机${n}`,
    whoTitle: "这是哪家客户？",
    whoHelp: "点一个，或者直接回客户的名字。",
    dayTitle: (said: string) => `“${said}”对不上，是哪天？`,
    reasonLast: (when: string) => `${when}跟过`,
    reasonNever: "还没跟过",
    ago: (days: number) => {
      if (days < 3) return ["今天", "昨天", "前天"][Math.max(0, days)] ?? "";
      if (days < 30) return `${days}天前`;
      return days < 365 ? `${Math.floor(days / 30)}个月前` : `${Math.floor(days / 365)}年前`;
    },
    reasonDeal: (amount: string) => `商机${amount}`,
    reasonLearned: "你常选",
    reasonPhone: "同号码",
    reasonSound: "听着像",
    whenTitle: "什么时候提醒？",
    whenHelp: (text: string) => `“${text}”记着，回个时间就行，比如：明天9点。`,
    editTitle: "要改哪里？",
    editHelp: "直接说，比如：金额5万、时间下周三、客户鼎盛。",
    timeTitle: "换到什么时候？",
    timeHelp: "直接回，比如：周五下午3点。",
    resultTitle: (text: string) => `已完成 ✓ ${text}`,
    resultHelp: "结果怎么样？直接回一句，我记成跟进。",
  },

  closed: {
    confirmed: "已确认",
    cancelled: "已取消",
    chosen: (name: string) => `已选 ${name}`,
    chosenNew: "已选新建",
    undone: "已撤销",
    editing: "在改",
    completed: "已完成",
    postponed: (when: string) => `改到 ${when}`,
    dropped: "不跟了",
    planned: (day: string) => `定在${day}`,
    remembered: "记住了",
    settled: "已处理",
    expired: "已过期",
    done: "已看",
  },

  ...undoTalk,

  reminder: {
    whose: (words: string) => `已经定好。“${words}”是哪位，点一下就挂到他那家。`,
    title: (text: string) => `到点了：${text}`,
    saved: (text: string) => `会提醒你 ✓ ${text}`,
    past: "这个时间已经过了",
    pastHelp: "换一个以后的时间，比如：明天9点。",
    postponed: (when: string) => `改到 ${when} ✓`,
    dropped: (text: string) => `不跟了：${text}`,
    completed: (text: string) => `已完成 ✓ ${text}`,
    closed: "这件事已经处理过了",
    /** Beside a time, nothing but that one is to be reminded: 还有…也提醒一下. */
    again:
      /^(?:还有|另外|然后|对了|帮我|给我|麻烦|请|记得|到时候?|一[下次遍声个]|[再也又还都要得下我在把那个吧啊哈呀哦嗯的、\s\p{P}])*(?:提醒|[喊叫]我)(?:一[下次遍声个]|[我下吧啊哈呀哦的\s\p{P}])*$/u,
    whatTitle: "要提醒什么？",
    whatHelp: "连事情一起说，比如：明天9点提醒我给王经理回电。",
    unclearTime: "没听出时间",
    defaultStep: (name: string) => `联系${name}`,
    planned: (name: string) => `已定下一步 ✓ ${name}`,
  },

  ...dealTalk,

  ...todayTalk,
  ...rulesTalk,

  customer: {
    title: (name: string) => name,
    notFound: (words: string) => `没有找到“${words}”`,
    unknownNumber: {
      title: "这个号码还没人用",
      help: "是谁的？比如：鼎盛张总 13800138000。",
      record: (name: string) => `记给${name}`,
      sentence: (name: string, phone: string) => `/新客户 ${name} ${phone}`,
    },
    notFoundHelp: "换个说法试试：名字、拼音首字母、手机后四位都行。",
    create: "新建客户",
    several: (words: string, count: number) => `“${words}”有 ${count} 个`,
    noPhone: "没有电话",
    noFollowUp: "还没有跟进",
    latest: "最近跟进",
    searchTitle: (words: string, count: string) => `“${words}”找到 ${count}`,
    which: "要看哪家客户？",
    whichHelp: "发“/客户 鼎盛”试试。",
  },

  ...helpTalk,

  ...chatNotes,

  /** The sentences behind menu entries. */
  sentences: { TODO: "/待办", HELP: "/帮助", MENU: "/" } as Record<string, string>,
  /** Before words that are nothing but a name. */
  asName: (words: string) => `/客户 ${words}`,
  /** The sentence behind 新建客户. */
  createSentence: (name: string) => `/新客户 ${name}`,

  correct: {
    command: "/改",
    /** 把时间改成下周四, 改时间 下周四: said without the command. */
    opens:
      /^(?:[呃额嗯啊哦哎诶]|那个|不好意思|抱歉|[,，\s])*(?:我?(?:刚才|刚刚|刚)我?)?[说写记搞弄打]错了|^[把将](?:刚才的?|上一?条的?|这条的?)?(?:时间|日期|金额|电话|手机号?|微信号?|阶段|内容|联系人|公司|客户)(?:给我)?[改换][成到为]|^(?:刚才|刚刚|上一?条|[把将](?:刚才|刚刚|上一?[条个]|[那这][条个])).{0,4}[改换][成到为]|^(?:不好意思|抱歉|对不起|sorry)[,，\s]*.{0,6}(?:错了|不对)|^改(?:一下|下)?(?:时间|日期|金额|电话|手机|微信|阶段|内容|联系人|公司|客户)/u,
    /** 不对 and not a word of what is right. */
    bare: /^(?:啊|哦|嗯|呃|诶|哎)*(?:(?:[这那]|刚才)?(?:个|条)?(?:不对|不是(?:这样|这个)?|错了|[说写记搞弄打]错了?|有误)[啊呀吧呢了的哦\s,，。.!！]*)+$/u,
    whichTitle: "这几条里，哪条不对？",
    whichHelp: "原来的先不动。带上客户重说那条，比如：不对，明远要的是报价。全都不对，发“撤销”再说一遍。",
    /** 不对，明远要的是报价: how it was stands behind. 不是明远的 and 是明远 say whose it is, and nothing more. */
    retold: /^(?:(?:不对|错了|[说写记搞弄打]错了?)[，,。.!！\s]*)+(?<told>(?!不?是).+?)[。.!！\s]*$/u,
    noDeal: "刚才记的是提醒，没有金额和阶段",
    noDealHelp: (name: string) =>
      `${name}还没有商机。要记一个，说：${name}报价20万。提醒能改时间和内容，比如：改成后天。`,
    noDealOfNobodyHelp: "它也没挂客户。要记金额，带上客户名，比如：鼎盛报价20万。提醒能改时间和内容，比如：改成后天。",
    nothing: "没有可以改的",
    nothingHelp: "10 分钟内记的才能直接改，别的请打开客户改。",
    unclear: "没听出要改什么",
    askHelp: "直接回就行，原来的先不动。",
    dropped: "好，不改了",
    notAsked: "好，先不管它",
    nothingWaits: "没有要取消的",
    isWritten: "这句已经记下了。要收回，点下面。",
    fields: {
      amount: { name: "金额", ask: "金额改成多少？" },
      due: { name: "时间", ask: "时间改到哪天？" },
      happened: { name: "时间", ask: "是哪天的事？" },
      name: { name: "联系人", ask: "是哪位？" },
      company: { name: "公司", ask: "是哪家客户？" },
      phone: { name: "电话", ask: "电话是多少？" },
      wechat: { name: "微信", ask: "微信号是多少？" },
      stage: { name: "阶段", ask: "改到哪个阶段？" },
      method: { name: "方式", ask: "是怎么联系的？" },
      content: { name: "内容", ask: "内容改成什么？" },
    },
  },

  range: { today: "今天", late: ["逾期", "过期", "没做"] },

  /** Characters that may stand around a bare name. */
  nameFillers: "的是那这个位家边啊吧呢",

  /** Between a name and a figure: they quoted it, or we did to them. */
  quoted: /^(?:那边|那家|家|公司|也|这次|今天)*报(?:了|价|出|的|给我们?)*(?:是|大概)?\s?$/u,
  /** Before the name these say that it was quoted to them. */
  quotedTo: /(?:给|跟|向|对|和|为|我们?|咱们?)\s?$/u,

  /** Beside these an amount is money that came in. */
  paymentWords: ["回款", "到账", "到帐", "定金", "订金", "首付", "尾款", "打款", "付了", "付款", "收款", "打了"],

  /** Sound like the above and are none. */
  noPaymentWords: ["打了电", "打了个电", "打了通电"],

  /** Answers that count as a yes or a no to the last open question. */
  yes: [
    "确认", "确定", "对", "对的", "对对", "是", "是的", "好", "好的", "好滴", "好嘞", "好吧", "行", "行吧", "嗯", "嗯嗯", "可以", "可以的",
    "没错", "没问题", "ok", "okk", "记吧", "就这样",
  ], // prettier-ignore
  no: ["取消", "不用", "不用了", "算了", "不记", "别记", "不对，取消"],
  /** Said as an answer to somebody's words, these mean them. */
  recordThis: ["帮我记一下", "记录一下", "记下来", "记一下", "存一下", "记跟进", "记录", "记下", "跟进"],
  /** Said to be polite, alone or one behind the other. */
  courtesies:
    /^(?:好的|好滴|好嘞|好|嗯|哦|噢|okk|ok|收到|知道|了解|明白|了|谢谢|谢|多谢|感谢|辛苦|你|您|啦|哈|呵|嘿|再见|拜拜|早|行|对|是的|可以|没事|没关系|没问题|不客气|[吧啊呀哟嘛哇滴呢]|666?)+$/iu,
  greetings: ["你好", "您好", "在吗", "hi", "hello"],
};
