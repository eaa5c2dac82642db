/** One record of each kind, as the API answers it. */
export const base = {
  version: 1,
  owner: "lilei",
  ownerName: "李雷",
  createdAt: "2026-09-01T10:00:00.000+08:00",
  updatedAt: "2026-09-15T10:00:00.000+08:00",
};

export const customer = {
  ...base,
  id: "c1",
  name: "杭州鼎盛科技有限公司",
  kind: "company",
  aliases: ["鼎盛科技"],
  level: "A",
  region: "杭州",
  source: null,
  tags: [],
  phones: ["13800138001"],
  wechat: "zw_dingsheng",
  ...{ address: null, latitude: null, longitude: null },
  lastContactAt: "2026-09-15T16:20:00.000+08:00",
  nextStep: { text: "发正式合同", dueFrom: "2026-09-23", dueTo: "2026-09-23", time: null, reminderId: "r1" },
  openAmount: 30_000_000,
  lastFollowUp: { id: "f1", method: "phone", content: "报价可接受", happenedAt: "2026-09-15T16:20:00.000+08:00" },
  risk: { level: "red", kinds: ["stuck"], short: "商机停 15 天", sentence: "“库存与财务”停在方案报价 15 天" },
  abilities: ["read", "readTimeline", "update", "archive", "share", "transfer", "explain"],
};

export const contact = {
  ...base,
  id: "k1",
  customer: "c1",
  customerName: customer.name,
  name: "张伟",
  title: "总经理",
  phones: [],
  wechat: null,
  email: null,
  abilities: ["read", "update"],
};

export const followUp = {
  ...base,
  id: "f1",
  customer: "c1",
  customerName: customer.name,
  method: "phone",
  content: "报价可接受，等老板批",
  happenedAt: "2026-09-15T16:20:00.000+08:00",
  abilities: ["read", "update"],
};

export const opportunity = {
  ...base,
  id: "o1",
  customer: "c1",
  customerName: customer.name,
  name: "库存与财务",
  amount: 30_000_000,
  amountMin: null,
  amountMax: null,
  stage: "proposal",
  stageChangedAt: "2026-09-08T10:00:00.000+08:00",
  expectedCloseOn: "2026-09-30",
  stageName: "方案报价",
  contact: null,
  contactName: null,
  discount: null,
  probability: null,
  competitors: [],
  lossReason: null,
  closedFrom: null,
  onHoldSince: null,
  onHoldUntil: null,
  waitingFor: null,
  risk: { level: "amber", kinds: ["slow"], short: "商机停 8 天", sentence: "停在方案报价 8 天" },
  abilities: ["read", "update", "win", "lose", "move", "hold"],
};

export const reminder = {
  ...base,
  id: "r1",
  text: "发正式合同",
  customer: "c1",
  customerName: customer.name,
  dueFrom: "2026-09-15",
  dueTo: "2026-09-15",
  time: null,
  remindAt: "2026-09-15T09:00:00.000+08:00",
  state: "open",
  result: null,
  phone: "13800138001",
  source: { text: "下周二前给合同", marks: [{ text: "下周二前", start: 0, end: 4 }] },
  abilities: ["read", "complete", "postpone", "drop"],
};

export const today = {
  date: "2026-09-16",
  calendarNote: "09-20 周日调休上班",
  visits: [],
  overdue: [reminder],
  dueToday: [{ ...reminder, id: "r2", text: "电话确认", dueFrom: "2026-09-16", dueTo: "2026-09-16", time: "11:00" }],
  upcoming: [],
  risks: [
    {
      customer: "c9",
      customerName: "蓝天餐饮",
      owner: "lilei",
      ownerName: "李雷",
      level: "red",
      reason: "已 14 天没有联系",
      phone: null,
    },
  ],
  riskCount: 4,
};

export const activity = {
  id: "a1",
  type: "followUp",
  at: "2026-09-15T16:20:00.000+08:00",
  by: { id: "lilei", name: "李雷" },
  followUpId: "f1",
  method: "phone",
  content: "报价可接受，等老板批",
  summary: null,
  changes: [{ label: "金额", oldValue: "¥280,000", newValue: "¥300,000" }],
  source: {
    text: "鼎盛张总电话里说30万可以",
    marks: [{ text: "30万", start: 8, end: 11 }],
    channel: "企业微信",
    by: "李雷",
    at: "2026-09-15T16:24:00.000+08:00",
  },
  files: [{ id: "p1", kind: "image" }],
  undoActionId: null,
  competitors: [],
};

const verbs = ["list", "create"];
export const me = {
  user: { id: "lilei", name: "李雷", roles: ["sales"], departments: [] },
  abilities: { customer: verbs, contact: verbs, followUp: verbs, reminder: verbs, opportunity: verbs, lead: verbs },
};

export const lead = {
  ...base,
  id: "l1",
  name: "王经理",
  company: "海川科技",
  title: null,
  phones: ["13800000000"],
  wechat: null,
  email: null,
  source: "展会",
  campaign: null,
  region: null,
  industry: null,
  budget: null,
  rawText: "想要报价",
  state: "assigned",
  score: 50,
  reasons: ["mobile:20", "company:15", "interest:15"],
  scoreReasons: [
    { reason: "mobile", points: 20, text: "有手机号 +20" },
    { reason: "company", points: 15, text: "说了公司 +15" },
    { reason: "interest", points: 15, text: "问了价格或要演示 +15" },
  ],
  repeats: 0,
  lastAskedAt: null,
  intake: null,
  externalId: null,
  consentAt: null,
  assignedAt: null,
  answerBy: null,
  answeredAt: null,
  remindedAt: null,
  escalatedAt: null,
  invalidReason: null,
  customer: null,
  customerName: null,
  contact: null,
  contactName: null,
  opportunity: null,
  opportunityName: null,
  convertedAt: null,
  abilities: ["read", "update", "archive", "assign", "take", "invalidate", "convert"],
};

export const conversion = {
  matches: [{ id: "c1", name: customer.name, region: "杭州" }],
  customer: { name: "海川科技", kind: "company", region: null, source: "展会", tags: [], phones: [], wechat: null },
  contact: { name: "王经理", title: null, phones: ["13800000000"], wechat: null, email: null },
  opportunity: { name: "海川科技的需求", amount: null },
  content: "线索 · 来源 展会\n想要报价",
};

export const leadRules = {
  rules: [
    {
      ...{ name: "浙江", sources: [], regions: ["浙江"], industries: [], people: ["wangwu"] },
      ...{ by: "turn", dailyCap: 10 },
    },
  ],
  answerWithinHours: 24,
  tellManagerAfterHours: 4,
  repeatWithinDays: 30,
};

export const leadSource = {
  ...{ id: "s1", kind: "form", name: "秋季展会", campaign: null, region: null, heading: null, tail: "abcd" },
  url: "http://crm.example/forms/token",
  createdAt: "2026-09-15T10:00:00.000+08:00",
  createdByName: "李雷",
  isOpen: true,
};

export const approval = {
  ...base,
  id: "a1",
  customer: "c1",
  customerName: customer.name,
  opportunity: "o1",
  opportunityName: "库存与财务",
  title: "库存与财务",
  stage: "negotiation",
  stageName: "商务谈判",
  amount: 30_000_000,
  discount: null,
  reason: "amount",
  state: "open",
  requestedBy: "u2",
  requestedByName: "韩梅",
  decidedBy: null,
  decidedByName: null,
  decidedAt: null,
  note: null,
  abilities: ["read", "approve", "refuse"],
};

const counted = { count: 2, amount: 30_000_000 };

export const funnel = {
  from: null,
  to: null,
  owner: null,
  stages: [{ stage: "proposal", name: "方案报价", ...counted, reached: 4, goesOn: 0.5 }],
  won: counted,
  lost: counted,
  members: [],
};

export const forecast = {
  owner: null,
  ...counted,
  weighted: 15_000_000,
  stages: [{ stage: "proposal", name: "方案报价", probability: 50, source: "stage", ...counted, weighted: 15_000_000 }],
  months: [{ month: null, ...counted, weighted: 15_000_000 }],
};

export const losses = {
  from: "2026-07-01",
  to: "2026-09-16",
  reasons: [{ reason: "价格", ...counted }],
  competitors: [{ name: "用友", ...counted }],
};

export const attainment = {
  period: "2026-09",
  from: "2026-09-01",
  to: "2026-09-30",
  rows: [
    {
      kind: "person",
      id: "lilei",
      name: "李雷",
      target: 60_000_000,
      version: 1,
      won: 30_000_000,
      share: 0.5,
      canSet: true,
    },
  ],
};

export const learnedName = {
  id: "n1",
  words: "张总",
  customer: "c1",
  customerName: "杭州鼎盛科技有限公司",
  times: 3,
  lastAt: "2026-09-15T10:30:00+08:00",
};

export const report = {
  name: "weekly",
  from: "2026-09-14",
  to: "2026-09-20",
  whose: { id: "lilei", name: "李雷" },
  hasTeam: false,
  figures: [
    {
      key: "followed",
      count: 16,
      amount: null,
      customers: 9,
      rows: {
        entity: "followUp",
        query: { happenedAt: "2026-09-14..2026-09-20", owner: "lilei", sort: "-happenedAt" },
      },
    },
  ],
  members: [],
};

export const colleagues = {
  items: [
    { id: "lilei", name: "李雷", department: "华东一组" },
    { id: "wangwu", name: "王五", department: "华东二组" },
  ],
};

const shared = { userId: "wangwu", userName: "王五", right: "read", endsAt: "2026-09-19T00:00:00.000+08:00" };

export const grant = {
  ...{ id: "g1", entity: "customer", recordId: "c1", recordName: customer.name, ...shared },
  ...{ grantedBy: "lilei", grantedByName: "李雷", createdAt: base.createdAt, revokedAt: null, isOpen: true },
};

export const access = {
  people: [
    { id: "lilei", name: "李雷", sees: "write", reasons: ["是负责人"], grantIds: [] },
    { id: "wangwu", name: "王五", sees: "all", reasons: ["李雷授权，到 09-18 周五 23:59"], grantIds: ["g1"] },
  ],
};

export const archived = {
  ...{ entity: "customer", id: "c7", title: "蓝天餐饮", archivedByName: "李雷" },
  ...{ archivedAt: "2026-09-15T10:00:00.000+08:00", goneAt: "2026-10-15T10:00:00.000+08:00" },
};

export const member = { id: "wangwu", name: "王五", roles: ["sales"], departments: ["d2"], disabled: false };

export const departments = { items: [{ id: "d2", name: "华东二组", parent: null }] };

export const auditEntry = {
  ...{ id: "e1", at: "2026-09-15T10:00:00.000+08:00", by: { id: "lilei", name: "李雷" }, name: "customer.updated" },
  ...{ entity: "customer", recordIds: ["c1"], summary: "改了客户：鼎盛", source: "chat", messageId: null },
  changes: [{ label: "等级", oldValue: "B", newValue: "A" }],
};

export const usage = { platform: "dingtalk", month: "2026-09", what: "calls", count: 4200, allowed: 5000 };

export const rule = {
  id: "rule1",
  version: 1,
  name: "沉睡客户",
  on: "customer.daily",
  when: [{ field: "silentDays", op: "atLeast", value: 10 }],
  then: [{ do: "addTag", tag: "沉睡" }],
  active: false,
  sentence: "每天看客户，如果没联系的天数不少于 10，就打上标签“沉睡”。",
  since: null,
  runs: 2,
  failures: 1,
  lastError: "nope",
};

export const ruleRun = {
  id: "rule1:c1:x",
  at: "2026-09-15T08:30:00.000+08:00",
  customer: "c1",
  customerName: customer.name,
  effects: ["打上标签“沉睡”"],
  state: "done",
  error: null,
  canUndo: true,
};

export const rehearsal = {
  days: 30,
  count: 12,
  customers: 9,
  fitNow: 4,
  sentence: "如果过去 30 天就有这条规则：会触发 12 次，涉及 9 家客户。",
  owners: [{ id: "lilei", name: "李雷", count: 12 }],
  samples: [{ customer: "c1", customerName: customer.name, on: "2026-09-10" }],
};

export const stageStay = {
  stage: "proposal",
  stageName: "方案报价",
  from: "2026-09-08T10:00:00.000+08:00",
  until: null,
  days: 8,
  by: "李雷",
};
