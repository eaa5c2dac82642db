import type { EntityName, RecordFor } from "../../entities";
import type { APPROVAL_REASONS, APPROVAL_STATES } from "../../entities/approval";
import type { CUSTOMER_FLAGS, CUSTOMER_KINDS } from "../../entities/customer";
import type { METHODS } from "../../entities/followUp";
import type { REMINDER_STATES } from "../../entities/reminder";
import type { CHECK_INS, POSITION_SOURCES, VISIT_STATES } from "../../entities/visit";
import type { Stage } from "../../values/stage";

type Base = "id" | "version" | "owner" | "isKey" | "createdAt" | "updatedAt";

/** One label per field of every entity: a missing one does not compile. */
export const fieldLabels: { [N in EntityName]: Record<Exclude<keyof RecordFor<N>, Base> & string, string> } = {
  customer: {
    name: "名称",
    kind: "类型",
    aliases: "简称",
    level: "级别",
    flag: "重点",
    region: "地区",
    parent: "上级公司",
    source: "来源",
    tags: "标签",
    phones: "电话",
    wechat: "微信",
    address: "地址",
    latitude: "纬度",
    longitude: "经度",
    lastContactAt: "上次聊",
    ownedSince: "从何时负责",
    claimedAt: "领取时间",
    pooledAt: "进公海",
    pooledFrom: "原负责人",
    poolReason: "退回原因",
    riskQuietUntil: "不提醒到",
    protectedUntil: "保护到",
    protectedFor: "报备项目",
  },
  contact: { customer: "客户", name: "姓名", title: "职务", phones: "电话", wechat: "微信", email: "邮箱" },
  followUp: {
    customer: "客户",
    contact: "联系人",
    opportunity: "商机",
    method: "怎么聊的",
    content: "内容",
    mood: "态度",
    keywords: "关键词",
    promises: "说好的事",
    competitors: "对手",
    happenedAt: "时间",
  },
  reminder: {
    customer: "客户",
    text: "要做的事",
    dueFrom: "从",
    dueTo: "到",
    time: "几点",
    remindAt: "提醒",
    repeat: "重复",
    next: "下一次",
    state: "状态",
    result: "结果",
    remindedAt: "提醒过",
  },
  opportunity: {
    customer: "客户",
    contact: "联系人",
    name: "商机",
    amount: "金额",
    amountMin: "最少",
    amountMax: "最多",
    discount: "让利",
    stage: "阶段",
    stageChangedAt: "进入阶段",
    probability: "把握",
    expectedCloseOn: "预计签",
    competitors: "竞争对手",
    lossReason: "输单原因",
    closedFrom: "从哪步结束",
    onHoldSince: "搁置",
    onHoldUntil: "搁置到",
  },
  approval: {
    customer: "客户",
    opportunity: "商机",
    title: "名称",
    stage: "要进的阶段",
    amount: "金额",
    discount: "让利",
    reason: "为什么要审",
    state: "状态",
    requestedBy: "谁申请",
    decidedBy: "谁审的",
    decidedAt: "审的时间",
    note: "意见",
    until: "保护到",
  },
  lead: {
    name: "称呼",
    company: "公司",
    title: "职务",
    phones: "电话",
    wechat: "微信",
    email: "邮箱",
    source: "来源",
    campaign: "活动",
    region: "地区",
    industry: "行业",
    budget: "预算",
    rawText: "原话",
    state: "状态",
    score: "评分",
    reasons: "评分依据",
    repeats: "又来几次",
    lastAskedAt: "上次来问",
    intake: "入口",
    externalId: "外部编号",
    consentAt: "同意联系",
    assignedAt: "分到时间",
    answerBy: "最晚联系",
    answeredAt: "首次联系",
    remindedAt: "提醒过",
    escalatedAt: "告诉过主管",
    invalidReason: "为什么无效",
    customer: "客户",
    contact: "联系人",
    opportunity: "商机",
    convertedAt: "转客户时间",
  },
  visit: {
    customer: "客户",
    contact: "联系人",
    text: "去做什么",
    plannedOn: "哪天去",
    time: "几点",
    state: "状态",
    visitedOn: "去的那天",
    visitor: "谁去",
    followUp: "跟进",
    reminder: "提醒",
    checkIn: "签到",
    checkedInAt: "签到时间",
    checkInSentAt: "签到送到",
    latitude: "纬度",
    longitude: "经度",
    accuracy: "定位误差（米）",
    distance: "离客户（米）",
    positionSource: "定位来源",
    place: "签到地点",
  },
};

export const stageNames: Record<Stage, string> = {
  contacted: "初步接触",
  qualified: "需求确认",
  proposal: "方案报价",
  negotiation: "商务谈判",
  won: "赢单",
  lost: "输单",
};

export const methodNames: Record<(typeof METHODS)[number], string> = {
  phone: "电话",
  wechat: "微信",
  visit: "拜访",
  meeting: "会议",
  email: "邮件",
  other: "其他",
};

export const kindNames: Record<(typeof CUSTOMER_KINDS)[number], string> = { company: "公司", person: "个人" };

export const approvalStateNames: Record<(typeof APPROVAL_STATES)[number], string> = {
  open: "等主管同意",
  approved: "已同意",
  refused: "没同意",
  withdrawn: "已撤回",
};

export const approvalReasonNames: Record<(typeof APPROVAL_REASONS)[number], string> = {
  amount: "金额大",
  discount: "让利多",
  protection: "延长保护",
};

export const flagNames: Record<(typeof CUSTOMER_FLAGS)[number], string> = { key: "重点客户" };

export const reminderStateNames: Record<(typeof REMINDER_STATES)[number], string> = {
  open: "没做",
  done: "已完成",
  postponed: "已改时间",
  dropped: "不跟了",
};

export const visitStateNames: Record<(typeof VISIT_STATES)[number], string> = {
  planned: "要去",
  done: "去过了",
  cancelled: "取消了",
};

export const checkInNames: Record<(typeof CHECK_INS)[number], string> = {
  near: "到了客户处",
  far: "离客户远",
  noPoint: "客户还没有位置",
  noPosition: "没有定位",
};

export const positionSourceNames: Record<(typeof POSITION_SOURCES)[number], string> = {
  client: "手机定位",
  browser: "浏览器定位",
  message: "聊天里发的位置",
  mock: "手机说是模拟的",
};
