import type { CUSTOMER_LEVELS } from "../../models/shared/entities/customer";
import type { METHODS } from "../../models/shared/entities/followUp";
import type { Stage } from "../../models/shared/values/stage";

/** The words the sample company's customers are made of. All invented; likeness to a real company would be chance. The points are about where the roads begin. */
export const CITIES = [
  { city: "杭州", district: "滨江区", road: "江陵路", latitude: 30.2084, longitude: 120.212 },
  { city: "苏州", district: "相城区", road: "澄阳路", latitude: 31.369, longitude: 120.642 },
  { city: "上海", district: "嘉定区", road: "叶城路", latitude: 31.375, longitude: 121.265 },
  { city: "南京", district: "江宁区", road: "将军大道", latitude: 31.93, longitude: 118.79 },
  { city: "宁波", district: "鄞州区", road: "鄞县大道", latitude: 29.818, longitude: 121.546 },
  { city: "无锡", district: "新吴区", road: "长江路", latitude: 31.5, longitude: 120.37 },
  { city: "合肥", district: "蜀山区", road: "望江西路", latitude: 31.83, longitude: 117.19 },
  { city: "广州", district: "黄埔区", road: "科学大道", latitude: 23.17, longitude: 113.45 },
  { city: "深圳", district: "宝安区", road: "宝源路", latitude: 22.57, longitude: 113.86 },
  { city: "东莞", district: "松山湖", road: "工业北路", latitude: 22.92, longitude: 113.89 },
  { city: "佛山", district: "顺德区", road: "南国路", latitude: 22.83, longitude: 113.25 },
  { city: "厦门", district: "集美区", road: "杏林湾路", latitude: 24.61, longitude: 118.05 },
  { city: "成都", district: "双流区", road: "西航港大道", latitude: 30.53, longitude: 103.97 },
  { city: "武汉", district: "东西湖区", road: "金山大道", latitude: 30.64, longitude: 114.17 },
] as const;

export const BRANDS = (
  "鼎盛 明远 海川 创想 蓝天 天府 华信 瑞丰 同德 启航 恒力 博远 金禾 长青 东湖 凌云 百川 众合 德润 宏图 " +
  "青松 嘉禾 新澜 安捷 泰和 卓越 晨光 云帆 星河 润泽 聚成 广达 盛源 南山 万象 正阳 乐康 伟业 亿联 优尚"
).split(" ");

export const TRADES = [
  { short: "科技", full: "科技有限公司" },
  { short: "机械", full: "机械制造有限公司" },
  { short: "物流", full: "物流有限公司" },
  { short: "电子", full: "电子有限公司" },
  { short: "餐饮", full: "餐饮管理有限公司" },
  { short: "医疗", full: "医疗器械有限公司" },
  { short: "建材", full: "建材有限公司" },
  { short: "食品", full: "食品有限公司" },
  { short: "新能源", full: "新能源有限公司" },
  { short: "包装", full: "包装材料有限公司" },
  { short: "纺织", full: "纺织有限公司" },
  { short: "化工", full: "化工有限公司" },
] as const;

/** Without 张: the second rep's three are added by name, the first rep must not have any. */
export const SURNAMES = [
  ..."王李刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶",
];
export const GIVEN_NAMES =
  "伟 芳 敏 静 强 磊 洋 艳 勇 杰 娟 涛 明 超 霞 平 刚 桂英 志强 建华 文博 雨桐 子轩 海燕 晓东 国栋 丽萍 俊杰 思远 佳琪 春梅 永康 立新 雪梅 浩然 玉兰".split(
    " ",
  );

/** `address` is what the rep calls such a person after the surname. */
export const POSTS = [
  { title: "总经理", address: "总" },
  { title: "副总经理", address: "总" },
  { title: "采购经理", address: "经理" },
  { title: "生产主管", address: "主管" },
  { title: "技术负责人", address: "工" },
  { title: "仓储经理", address: "经理" },
  { title: "财务主任", address: "主任" },
  { title: "厂长", address: "厂长" },
] as const;

export const PRODUCTS = [
  "仓储系统",
  "生产看板",
  "扫码终端",
  "标签打印机",
  "质检模块",
  "排产软件",
  "数据大屏",
  "年度维保",
];
export const SOURCES = ["展会", "老客户介绍", "官网咨询", "电话开发", "转介绍", "短视频", "招标网"];
export const TAGS = ["老客户", "转介绍", "展会认识", "价格敏感", "急单", "要发票", "决策慢", "重点"];
export const LOSS_REASONS = ["价格高了两成", "选了本地供应商", "项目取消", "预算砍掉了"];

export const LEVEL_WEIGHTS: Record<(typeof CUSTOMER_LEVELS)[number], number> = { A: 10, B: 30, C: 40, D: 20 };
export const STAGE_WEIGHTS: Record<Stage, number> = {
  contacted: 25,
  qualified: 25,
  proposal: 20,
  negotiation: 12,
  won: 12,
  lost: 6,
};

type Talk = { method: (typeof METHODS)[number]; mood: "positive" | "neutral" | "negative"; text: string };

/** What a rep writes at each stage. `{person}` is surname and address, `{product}` what is for sale. */
export const TALKS: Record<Stage, readonly Talk[]> = {
  contacted: [
    { method: "phone", mood: "neutral", text: "电话联系了{person}，简单介绍了{product}，让先发资料" },
    { method: "wechat", mood: "neutral", text: "加上了{person}微信，发了公司介绍和{product}的案例" },
    { method: "visit", mood: "positive", text: "第一次上门，{person}带着看了车间，目前还是手工记账" },
    { method: "phone", mood: "neutral", text: "{person}在开会，约了改天再聊{product}" },
    { method: "meeting", mood: "positive", text: "展会上碰到{person}，对{product}有兴趣，留了名片" },
  ],
  qualified: [
    { method: "visit", mood: "positive", text: "和{person}确认了需求，主要想解决库存不准，{product}先上一个仓" },
    { method: "phone", mood: "positive", text: "{person}说今年有预算，想比较两三家{product}" },
    { method: "meeting", mood: "neutral", text: "线上会讲了{product}演示，{person}问了对接和实施周期" },
    { method: "wechat", mood: "neutral", text: "{person}发来了现有流程图，要求{product}能接他们的系统" },
    { method: "visit", mood: "positive", text: "带工程师到现场看了{product}的安装位置，{person}比较满意" },
  ],
  proposal: [
    { method: "email", mood: "neutral", text: "给{person}发了{product}方案和报价，等内部讨论" },
    { method: "phone", mood: "neutral", text: "{person}说报价收到了，{product}这块要再看看" },
    { method: "visit", mood: "positive", text: "当面讲了{product}方案，{person}和财务都在，整体认可" },
    { method: "wechat", mood: "negative", text: "{person}觉得{product}价格偏高，想要分期" },
    { method: "meeting", mood: "positive", text: "方案评审会，{person}提了三处修改，{product}下周给新版" },
  ],
  negotiation: [
    { method: "visit", mood: "positive", text: "和{person}谈{product}的付款方式，首付三成没问题" },
    { method: "phone", mood: "neutral", text: "{person}要求{product}多送一年维保，回来请示" },
    { method: "meeting", mood: "positive", text: "合同条款过了一遍，{person}只剩验收标准要改" },
    { method: "wechat", mood: "neutral", text: "{person}说合同在走审批，{product}交期要写死" },
  ],
  won: [
    { method: "visit", mood: "positive", text: "{person}签字了，{product}按约定时间进场" },
    { method: "phone", mood: "positive", text: "首付款到账，和{person}约了{product}的启动会" },
    { method: "wechat", mood: "positive", text: "{person}反馈{product}用得顺，答应介绍同行" },
  ],
  lost: [
    { method: "phone", mood: "negative", text: "{person}说最后选了别家，{product}明年再看" },
    { method: "wechat", mood: "negative", text: "{person}回复项目暂停，{product}先不考虑了" },
  ],
};

/** The next step that follows the last talk of a stage. */
export const NEXT_STEPS: Record<Stage, readonly string[]> = {
  contacted: ["发资料", "约上门拜访", "再打一次电话", "寄样品"],
  qualified: ["出方案", "发报价", "约产品演示", "带工程师看现场"],
  proposal: ["问报价反馈", "发新版方案", "约评审会", "给案例"],
  negotiation: ["发正式合同", "确认付款方式", "催审批", "确认交期"],
  won: ["回访使用情况", "催尾款", "安排培训", "请客户介绍同行"],
  lost: ["明年再联系"],
};

export const RESULTS = ["已发，客户收到", "打通了，约好时间", "客户说再等等", "办好了", "见面聊过了"];

/** The three people of one form of address that the second rep has to choose among. */
export const ZHANGS = [
  { title: "总经理", sentence: "张总说报价可以接受，等老板批" },
  { title: "采购总监", sentence: "张总三十万左右可以考虑，要先看样机" },
  { title: "副总经理", sentence: "和张总约了下个月再谈，预算还没批" },
] as const;
export const ZHANG_NAME = "张总";
