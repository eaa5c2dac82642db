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
