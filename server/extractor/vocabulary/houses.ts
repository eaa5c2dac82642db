/** Houses whose names hold a number, a day or a verb: nothing in them is a time, an amount or a thing. */
export const ODD_HOUSES = (
  "58到家 58同城 51社保 7天酒店 7天连锁 360安全 三只松鼠 六个核桃 十月妈咪 三顿半 七匹狼 九毛九 五谷磨房 五芳斋 三全食品 四季沐歌 四季鲜 百果园 百草味 百分茶 千百度 千味央厨 万家乐 一鸣食品 " +
  "今麦郎 今世缘 今日头条 明天教育 明日控股 天天果园 日日顺 年年红 月月红 半天妖 每日优鲜 叮咚买菜 货拉拉 我爱我家 来伊份 向阳红 新东方 七天酒店 七天连锁 " +
  "六福珠宝 周大福 周大生 周生生 周六福 周黑鸭 老凤祥 大润发 零食很忙 想念食品 无印良品 王老吉 李锦记"
).split(" ");

/** As much is said of a quantity as well: only where somebody of it is named, or it is spoken of as one. */
export const DOUBTFUL_HOUSES = "一点点 七天".split(" ");

/** Words that begin like a surname and are no person, but what houses are called by. */
export const HOUSES_OF_WORDS: ReadonlySet<string> = new Set(
  (
    "海川 明远 海尔 海信 康佳 苏宁 平安 万科 万达 万家 安利 安吉 安康 金蝶 华为 华润 华夏 华强 华东 华南 华北 华中 " +
    "华丽 蒙牛 伊利 阿里 浦发 戴尔 雷达 吉利 吉祥 惠普 卓越 荣耀 盛大 盛京 凌云 蓝天 阳光 和谐 明星 " +
    "康宁 康养 康乐 富士 方圆 智联 索尼 丰田 乔丹 李宁 杜邦 蔡司 柯达 谷歌 郎酒 汤臣 顾家 金牌 安顺 幸福 富裕 玉林 祁连 白云 双龙 龙泉 钱江 东方 四方 同方 远方 天元"
  ).split(" "),
);

/** A day as the first word of a name: 明天教育的李校长. */
export const DAY_NAMED =
  /(?:明天|明日|今天|今日|昨日|未来|春天|夏天|七天|三月|五月|六月|八月|十月)(?:教育|科技|文化|传媒|实业|控股|投资|医疗|生物|软件|食品|服饰|家居|幼教|托育|健康|广告|装饰|设计|珠宝|母婴)(?=(?:的|那边|这边)?(?:[\u4e00-\u9fa5]{0,2}?[\u4e00-\u9fa5]{1,2}(?:总|经理|主任|校长|园长|院长|老师|店长|老板|工(?!作|程)|姐|哥)|那边|这边|\s))/g;
