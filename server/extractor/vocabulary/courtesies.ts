/** What is said to the assistant or to nobody, in front of the message: each needs a sign or a blank behind it. */
export const OPENERS =
  "小助手|小秘书|助手|机器人|老板|领导|亲|各位|你好啊?|您好|在吗|hi|hello|嗨|哈喽|早上好|上午好|中午好|下午好|晚上好|早安?|" +
  "那个|那啥|那什么|嗯+|呃+|额|啊|哦+|噢|诶|欸|哎呀?|唉|喂|好的|ok|哦?对了|哦?对啦|话说|是这样|" +
  "(?:我)?跟你(?:们)?(?:说|讲|汇报)(?:一?下)?|(?:我)?(?:来)?(?:汇报|说|同步|补充|补)(?:一?下|一?条|个)|简单说下|长话短说";

/** The same, run together with what follows. */
export const RUN_ON_OPENERS =
  "哦对了|(?:嗯+|呃+)(?:那个|就是)?|那个(?=[把查帮给跟我去和]|明天|后天|今天|昨天|下周|上午|下午|周[一二三四五六日])|嗯(?=[a-z\\d])";

/** The same where it asks for a record; kept where contact data follows, which it then is about. */
export const RECORD_OPENERS = "(?:请|麻烦|帮我|帮忙|你)*(?:记录?|备注|补记|录)(?:一?下|一条|一笔)";

/** Thanks and farewells behind the message. */
export const CLOSERS =
  "(?:非常|十分|多多?)?(?:谢谢|感谢|谢了|谢啦|谢)(?:啦|了|你们?|您|哈|哦|各位|老板|小助手)?|(?:大家|您|你)?辛苦(?:了|啦|你了)?|拜托(?:了|啦|你了)?|麻烦(?:了|啦|你了|您了)|" +
  "收到请?回复?|(?:就|先)?(?:这样|这些)(?:吧|哈|了)?|就(?:先)?(?:这样|这些)(?:吧|哈|了)?|以上|完毕|over|嗯+|好吧|回聊|回头聊|拜拜|再见|晚安|周末愉快|节日快乐|新年快乐|加油|" +
  "(?:你|请|麻烦|帮我|麻烦你)*记一?下(?:吧|哈|哦|啊)?";

/** The same, run together with what stands before: the message is a record without it. */
export const RUN_ON_CLOSERS = "(?:你|麻烦你?|请)帮(?:我|忙)(?:给)?(?:记|备注|登记)(?:一?下|录一?下|上)(?:吧|啊)?";

/** How the sender's own day goes: a clause of its own, in front of the message or behind it, says nothing of a customer. */
export const ASIDES =
  "哈{2,}|呵{2,}|嘿{2,}|(?:今天|今儿|外面|这天|天)?(?:天气)?(?:真|好|太|可|有点|挺)+(?:是)?(?:冷|热|累|困|堵|忙|不错|好|不容易)(?:死(?:我)?)?(?:啊|了|呀)?|" +
  "(?:可|真|快)?(?:累|热|冷|困|忙|堵)死(?:我)?了|(?:今天|路上)?堵车堵?(?:死)?了?(?:一路|半天|[一二两三半\\d]+个?(?:多)?小时)?|(?:外面)?(?:又)?下(?:大|暴|小)?[雨雪]了?|" +
  "(?:今天|外面)天气(?:真|很|挺|不)?(?:错|好|冷|热|差)(?:啊)?|(?:我)?(?:先)?(?:去)?(?:吃饭|下班|睡觉?|休息|撤|回家)(?:去)?了|(?:晚上)?我先(?:下班|撤|走|回家|睡|休息|吃饭|去吃饭)了?|(?:今天)?走了[一二两三四五六七八九十\\d]+万?步|" +
  "(?:总算|终于)(?:搞定|忙完|弄完|完事|可以歇)(?:了|一件|一个|一单)?|(?:我)?手机快?没电了|好消息|开心";

/** Signs at the very end that carry a mood of the sender, not of the customer. */
export const FAREWELL_SIGNS = "(?:\\.{2,}|[~…😊😁😄😃😀😂😅😆🙂🙏🌹💪☕🤝🫡])";

/** Particles at the very end that change nothing. */
export const LAST_PARTICLES = "[哈哦喔噢呀哟嘞]";
