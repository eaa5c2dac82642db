/** Legal forms at the end of a company's name, longest first. */
export const COMPANY_SUFFIXES = [
  "股份有限责任公司",
  "股份有限公司",
  "有限责任公司",
  "集团有限公司",
  "有限公司",
  "总公司",
  "股份公司",
  "公司",
];

/** What a house's branch is called after its place. The legal form is part of it: 南京分公司 is not 南京分. */
export const BRANCH_SUFFIXES = ["分公司", "分部", "分店", "办事处", "分厂"];

/** Before 公司 these make a branch of it. */
export const BRANCH_MARK = "分";

/** After a place they show that it belongs to the name before it: 华信南京的, 华信南京张总. */
export const AFTER_PLACE = ["的", "那边", "这边", "[\\p{Script=Han}]{1,2}(?:总|经理|工|主任)"];

/** Counties and cities of a county's rank, as the names of the companies there begin. */
export const COUNTIES = (
  "德清 长兴 安吉 桐乡 海宁 平湖 嘉善 海盐 诸暨 嵊州 新昌 上虞 瑞安 乐清 永嘉 平阳 苍南 永康 东阳 兰溪 武义 浦江 " +
  "江山 临海 温岭 玉环 天台 仙居 龙泉 青田 缙云 象山 宁海 建德 桐庐 淳安 临安 富阳 萧山 余杭 " +
  "吴江 吴中 相城 丹阳 句容 扬中 溧阳 金坛 宜兴 靖江 泰兴 兴化 姜堰 如皋 如东 海门 启东 海安 东台 大丰 建湖 射阳 " +
  "仪征 高邮 宝应 邳州 新沂 沭阳 泗阳 巢湖 桐城 天长 明光 界首 宁国 广德 当涂 福清 长乐 石狮 南安 惠安 安溪 " +
  "龙海 漳浦 建瓯 邵武 福安 福鼎 永安 即墨 胶州 平度 莱西 寿光 诸城 青州 安丘 高密 昌邑 滕州 邹城 曲阜 新泰 肥城 " +
  "荣成 乳山 文登 龙口 莱阳 莱州 招远 栖霞 章丘 邹平 临清 乐陵 禹城 巩义 荥阳 新密 登封 新郑 偃师 长垣 禹州 长葛 " +
  "邓州 永城 项城 林州 霸州 三河 香河 固安 涿州 定州 辛集 任丘 黄骅 河间 迁安 遵化 武安 浏阳 宁乡 醴陵 湘乡 汨罗 " +
  "耒阳 仙桃 潜江 天门 枝江 宜都 大冶 增城 从化 番禺 花都 南海 三水 高明 台山 开平 鹤山 普宁 陆丰 英德 廉江 高州 " +
  "化州 信宜 四会 罗定 简阳 都江堰 彭州 邛崃 崇州 广汉 什邡 绵竹 江油 峨眉山 阆中 西昌 仁怀 清镇 神木 韩城 瓦房店 庄河 海城 公主岭 榆树"
).split(" ");

/** What else a company's name says it makes or is; behind it the part that people say is over. */
export const MAKERS = (
  "调味品 酿造 酱业 乳业 酒业 酒庄 粮油 粮食 油脂 淀粉 面粉 面业 米业 糖业 盐业 水产 肉业 果业 果蔬 茶业 茶叶 牧业 " +
  "农牧 饲料 种业 种子 香料 香精 冷链 烘焙 糕点 酱园 电梯 空调 制冷 消防 安防 门业 门窗 玻璃 陶瓷 钢铁 金属 " +
  "铝业 铜业 钢构 电缆 线缆 阀门 轴承 泵业 锅炉 压缩机 电机 石化 涂料 日化 化妆品 口腔 齿科 牙科 门诊部 诊所 医院 " +
  "药房 大药房 连锁 物资 制品 用品 制衣 针织 印染 皮革 鞋业 箱包 玩具 园林 绿化 苗木 水务 照明 灯饰 " +
  "加工厂 经营部 批发部 门市部 商行 厂"
).split(" ");
