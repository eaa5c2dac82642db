import { either, pattern } from "../../../models/shared/values/pattern";

/** Days by name, as an offset from today. Longest first. */
export const RELATIVE_DAYS: Readonly<Record<string, number>> = {
  大大后天: 4, 大后天: 3, 大后日: 3, 后天: 2, 后日: 2, 明天: 1, 明日: 1, 明儿个: 1, 明儿: 1, 今天: 0, 今日: 0, 今儿个: 0, 今儿: 0, 本日: 0,
  昨天: -1, 昨日: -1, 昨儿个: -1, 昨儿: -1, 大前天: -3, 前天: -2, 前日: -2, 前儿: -2,
}; // prettier-ignore

/** 今晚, 明早: a day and a part of it in one word. */
export const DAY_WITH_PART: Readonly<Record<string, number>> = { 今: 0, 明: 1, 昨: -1, 后: 2, 当: 0 };

export const WEEKDAY_CHARACTERS: Readonly<Record<string, number>> = {
  一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7,
}; // prettier-ignore

export const WEEK = "(?:周|星期|礼拜)";

/** Solar feasts as month and day, lunar ones as lunar month and day, each with the names reps write. */
export interface Feast {
  names: string;
  solar?: readonly [month: number, date: number];
  lunar?: readonly [month: number, date: number];
  /** Eve of the lunar new year, fourth Thursday, 清明 and the like: worked out by code. */
  special?: "eve" | "qingming" | "thanksgiving" | "mothersDay" | "fathersDay";
  /** Belongs to the official holidays, so that 后 means after the days off. */
  official?: boolean;
  /** Named only together with 前, 后, 期间 … because the name alone means something else. */
  needsSuffix?: boolean;
}

export const FEASTS: readonly Feast[] = [
  { names: "元旦节|元旦", solar: [1, 1], official: true },
  { names: "大年三十|年三十|除夕夜|除夕", special: "eve", official: true },
  { names: "大年初一|春节|过年|农历新年|新春", lunar: [1, 1], official: true },
  { names: "元宵节|元宵|正月十五", lunar: [1, 15] },
  { names: "情人节", solar: [2, 14] },
  { names: "妇女节|三八节", solar: [3, 8] },
  { names: "清明节|清明", special: "qingming", official: true },
  { names: "五一劳动节|劳动节|五一节|五一", solar: [5, 1], official: true },
  { names: "五四青年节|青年节", solar: [5, 4] },
  { names: "母亲节", special: "mothersDay" },
  { names: "六一儿童节|儿童节|六一", solar: [6, 1] },
  { names: "父亲节", special: "fathersDay" },
  { names: "六一八|618", solar: [6, 18], needsSuffix: true },
  { names: "端午节|端午", lunar: [5, 5], official: true },
  { names: "建党节", solar: [7, 1] },
  { names: "建军节", solar: [8, 1] },
  { names: "七夕节|七夕", lunar: [7, 7] },
  { names: "中元节", lunar: [7, 15] },
  { names: "教师节", solar: [9, 10] },
  { names: "中秋节|中秋|八月十五", lunar: [8, 15], official: true },
  { names: "国庆节|国庆", solar: [10, 1], official: true },
  { names: "十一", solar: [10, 1], official: true, needsSuffix: true },
  { names: "重阳节|重阳", lunar: [9, 9] },
  { names: "万圣节", solar: [10, 31] },
  { names: "双十一|双11|双11节", solar: [11, 11] },
  { names: "感恩节", special: "thanksgiving" },
  { names: "双十二|双12", solar: [12, 12] },
  { names: "腊八节|腊八", lunar: [12, 8] },
  { names: "平安夜", solar: [12, 24] },
  { names: "圣诞节|圣诞", solar: [12, 25] },
];

/** Behind a feast these make it a place, a product or an event rather than a day. */
export const NOT_A_FEAST =
  /^(?:广场|路|大道|街|村|商圈|小区|大厦|桥|公园|学校|中学|小学|支付|厂|店|月饼|礼|祝福|贺|卡|树|主题|装饰|特惠|打折|聚会|派对|年会|福利|晚会|活动|促销|套餐|套装|慰问|大促|红包|年货|工程|汽车|重工|集团|公司|酒店|宾馆)/;

/** Behind 3号 these make it a name: 3号线, 1号厂房. */
export const NOT_A_DATE_AFTER_NUMBER = pattern()`^(?:${either(
  /线|楼|厂|机|门|库|仓|车间|车|院|窗|会议室|会议厅|店|桌|包间|包厢|馆|展厅|展馆|展位|产线|生产线|设备|产品|样|炉/,
  /塔|井|泵|电池|电机|站|地块|码头|桥|路|公寓|教学|办公|宿舍|地铁|位|柜|箱|线路|文|方案|技师|选手|员工|服务|系统/,
  /项目|标段|合同|订单|机组|阀|罐|变压|工位|工厂|基地|园区|坑|钢|油|字|高炉|矿|车位|档|黑体/,
)})`;

/** Words for a part of the day: hours are read by it. */
export const DAY_PARTS: Readonly<Record<string, "morning" | "noon" | "afternoon" | "evening">> = {
  大清早: "morning", 一大早: "morning", 一早: "morning", 清早: "morning", 清晨: "morning", 早晨: "morning", 早上: "morning", 上午: "morning", 凌晨: "morning",
  上半天: "morning", 中午: "noon", 正午: "noon", 午间: "noon", 下午: "afternoon", 午后: "afternoon", 下半天: "afternoon", 傍晚: "evening", 晚上: "evening",
  夜里: "evening", 夜间: "evening", 晚间: "evening", 半夜: "evening", 早: "morning", 晚: "evening",
}; // prettier-ignore

/** Words that look like a date and are not one: no expression may start inside them. */
export const NEVER_DATES = pattern("g")`(?:${either(
  /周一[鸣凡帆诺然舟围航涵楠琪]|一周年|[两三四五六七八九十\d]+周年|周总|周经理|周主任|月底薪|年底薪|三一重工|三一/,
  /五一广场|五一路|[\d一二三四五六七八九十]+小时热线|小时工|张三天天|李四天天|天天|以后天|年前年后|星期五餐厅/,
  /周年庆|周边|周转|周期|周到|周密|周全|周围|日期|日常|日报|周报|月报|年报|季报|月饼|月薪|月租|年薪|年费|年会|年产/,
  /年检|年审|下午茶|年三十(?=[万千百多几来个台元块])|明日之星|[二三五六]月花|十月妈咪|周[六大]福|周[大生]生/,
  /四季(?:青|沐歌|酒店|花城)|[七7]天(?:连锁|酒店|优品)|明天(?:控股|集团)|今日(?:头条|阳光|资本)|天天果园|后天形成/,
)})`;

/** The clause tells of the past. */
export const PAST_BEFORE =
  /兹(?:记录|汇报|报告)|现汇报|会议纪要|拜访(?:记录|纪要)|昨|上次|刚才|刚刚|已经|上周|上个?月|去年/;
export const PAST_AFTER = either(
  /(?<!为|除|得|好|算|罢|(?:别|要|能|会)(?:给|再)?忘)了(?!解|再|就|以后|之后|的话)/,
  /(?<![通不超经])过(?!去|来|两|几|完|年|节|会|目|程|后|生日|寿|户|审|磅|冬|[0-9一二三])|来电|打来|刚/,
  /(?<![会能要想再没])(?:碰[到见上]|遇[到见上]|见到|偶遇)(?!的话|再|就|时)/,
);
/** 周五晏总说不合作: on the day somebody said it. */
export const SAID_AFTER =
  /^(?!前|之前|以前|给|跟|和|去|找|约|让|等|要|前给)[^,，。;；]{0,12}(?:总|经理|总监|主任|工|姐|哥|[厂店校院园科处部]长|老师|老板|师傅|先生|女士|小姐)(?:又|就|还|才|也|跟我|和我|给我)?(?:说|讲|表示|反馈|告诉我|回复我?|答应)(?!一?[声下]|明)/;
/** 下午去了, 今天跑了: what was done stands right behind the time. */
export const DONE_AFTER = either(
  /^\s*[见聊谈访跑拜]访?的(?!时候|话|时间)/,
  /^\s*(?:我|又|还|先|刚|刚刚|也|就|已经?|带.{1,4}|陪.{1,4})?(?:去|到|见|跑|聊|谈|打|开|拜访|碰|接|跟进|发|寄|送|签|吃|看|参观|拜会|走访|回访|付|交|买|订|下|收|退)(?:[了过完](?!解|再|就|以后|之后|的话)|的(?:那|这)?[批个份台套箱单])/,
);
/** Right behind a date: how one was in touch. */
export const TOUCH_AFTER =
  /^[日号]?[\s:：]*(?:我们?)?(?:上午|下午|晚上|中午)?(?:电联|致电|拜访|走访|回访|面谈|会面|会谈|来电|来访|到访|参观|考察|沟通|微信(?:沟通|联系)|电话(?:沟通|联系))/;
/** Words that make a plan of it, whatever follows. */
export const PLAN_CUES =
  /约了|约好|约在|定在|定了|订了|定好|说好|安排了|安排在|改到|改约|推到|延到|要|得|准备|打算|计划|预计|将|(?<![展开年例大晚茶酒宴商峰博])会(?![上议场展员计面谈])|再|需|必须|记得|提醒|等|前|内|说|让|他|她/;

/** Words in front of a time that make it a deadline. */
export const DEADLINE_BEFORE =
  /(?:最晚|最迟|不晚于|不迟于|截止到?|截止日期|截止时间|截至|deadline|ddl|死线)\s*(?:是|在|到|为)?\s*[:]?\s*$/i;
