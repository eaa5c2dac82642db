/** Words that tell what somebody who may become a customer wants, and where they come from. */
export const INTEREST =
  /报价|询价|价格|多少钱|费用|采购|购买|想买|要买|下单|订货|试用|演示|demo|看样|样品|样机|方案|合作|代理|咨询|了解一?下|想要|需要|对接/iu;
export const URGENT =
  /着急|急用|急需|急着|加急|尽快|马上|立即|立刻|今天就|明天就|本周内?|这周|这两天|月底前|越快越好|赶时间/u;
export const REFERRAL = /转介绍|介绍(?:来|过来|的|给)|推荐(?:来|过来|的|给)|熟人|老客户带/u;

/** Doors people come through, the first found in a sentence counts. */
export const SOURCES = [
  "展会", "展览会", "交易会", "广交会", "官网", "网站", "百度", "抖音", "快手", "小红书", "视频号", "公众号", "朋友圈", "微博", "知乎", "1688", "阿里巴巴",
  "转介绍", "朋友介绍", "老客户介绍", "客户介绍", "同事介绍", "地推", "扫街", "电话营销", "陌拜", "来电", "400电话", "广告", "邮件营销", "直播", "沙龙", "研讨会", "发布会", "招标网",
] as const; // prettier-ignore

/** What stands before a value in a pasted form. */
export const LABELS: Readonly<Record<string, readonly string[]>> = {
  name: ["姓名", "称呼", "联系人", "客户姓名", "名字", "客户"],
  company: ["公司名称", "公司", "单位", "企业名称", "企业"],
  title: ["职务", "职位", "岗位"],
  phone: ["tel", "手机号码", "手机号", "手机", "联系电话", "联系方式", "电话"],
  wechat: ["微信号", "微信", "wx"],
  email: ["电子邮箱", "邮箱", "邮件"],
  source: ["来源渠道", "来源", "渠道"],
  campaign: ["活动"],
  region: ["所在地区", "地区", "城市", "区域", "省份"],
  industry: ["所属行业", "行业"],
};

/** 线索, 我的线索, 新线索有哪些, 有没有新线索: a wish to see them. */
export const ASKS_LEADS =
  /^(?:(?:帮我)?[看查](?:看|下|一下)?)?(?:我的|我手上的?|团队的?)?(?:今天的?|最近的?|昨天的?)?(?:有没有|有哪些|还有哪些|有)?(?:新的?|没人跟的|没处理的|未处理的|未分配的|待分配的)?线索(?:有哪些|有多少|有几[个条]|列表|有谁|都有谁|有吗|吗|呢)?[?？。!！]?$/u;
/** 新线索：佰川食品 岳明珠 138…; 【线索】来源:官网 …: says by itself that it is one. */
export const OPENS_LEAD =
  /^(?:[【[]新?线索[】\]]|(?:帮我)?(?:存下|记下?|记?一?[个条]|新?加了?[个条]|来了?[个条]|有[个条])?新?线索\s*[:：])\s*\S/u;
export const UNOWNED_LEADS = /没人跟的|未分配的|待分配的/u;

/** 把王经理的线索分给李雷 */
export const ASSIGN_LEAD =
  /^(?:请|麻烦|帮我)?把?(?<words>[^\s，,。]{1,30}?)(?:的|这条|那条)?线索(?:分配|分派|分|派|转|交|给)给?(?<person>[^\s，,。给]{2,8}?)(?:吧|跟进|负责)?[。.!！]?$/u;
