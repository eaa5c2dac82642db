import { formatInstant } from "../../values/day";

const percent = (share: number) => `${Math.round(share * 100)}%`;

/** Words of the pages about how a company sells: its stages, targets and what managers agree to. */
export const sellingPages = {
  whose: "看谁的",
  everybody: "全部",
  history: "走过的阶段",
  stayed: (days: number) => `${days} 天`,
  pipelineSentence: (stages: number, slow: number, stuck: number) =>
    `${stages} 个阶段，停 ${slow} 天变黄，${stuck} 天变红。`,
  pipelineHelp: "阶段可以改名、加、换顺序。关口空着就谁都能进。",
  pipelineReadOnly: "要改找管理员。",
  stageName: "阶段名称",
  newStage: "新阶段",
  addStage: "加一个阶段",
  up: (name: string) => `${name} 往前`,
  down: (name: string) => `${name} 往后`,
  remove: (name: string) => `删掉 ${name}`,
  probability: "把握，%",
  gateOf: (name: string) => `进${name}要满足`,
  visits: "先拜访几次",
  fields: "要先填好",
  fieldsFor: (name: string) => `进${name}要先填好`,
  approveAmount: "多少元起要主管同意",
  approveDiscount: "让利百分之几起要主管同意",
  slowAfter: "停几天变黄",
  stuckAfter: "停几天变红",
  historyFrom: "结束多少单后按过去的赢率算",

  team: "团队",
  sellingSentence: (whose: string, won: string, share: number | null) =>
    share === null ? `${whose}签了 ${won}，还没定目标。` : `${whose}签了 ${won}，完成 ${percent(share)}。`,
  period: "看多久",
  thisMonth: "本月",
  thisQuarter: "本季",
  thisYear: "今年",
  targets: "目标",
  noTargets: "没有可看的人。",
  noTarget: "没定目标",
  ofTarget: (target: string, share: number) => `目标 ${target}，完成 ${percent(share)}`,
  setTarget: "定目标",
  targetOf: (name: string) => `${name} 的目标`,
  targetAmount: "多少元",
  forecast: "预测，按把握算",
  funnel: "漏斗",
  losses: "近三个月输在哪",
  noDeals: "没有在谈的商机。",
  noLosses: "没有输单。",
  noReason: "没说原因",
  to: (name: string) => `输给${name}`,
  won: "赢单",
  lost: "输单",
  counted: (count: number, amount: string) => `${count} 个 ${amount}`,
  weighed: (counted: string, chance: { percent: number; isOwn: boolean }) =>
    `${counted}，${chance.isOwn ? "按过去赢率" : "把握"} ${chance.percent}%`,
  reached: (count: number, goesOn: number | null) =>
    goesOn === null ? `到过 ${count} 个` : `到过 ${count} 个，${percent(goesOn)} 往下走`,
  month: (month: string) => `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月签`,
  noMonth: "没定哪天签",

  approvalsSentence: (count: number) => `${count} 件等人同意。`,
  misnamed: (name: string) => (name === "" ? "有个阶段没有名字" : `“${name.slice(0, 8)}…”太长了，先改短`),
  noApprovals: "没有要同意的事。",
  noApprovalsHelp: "关口要主管同意的商机、报备延期，会到这里，也会发到聊天里。",
  approvalLine: (who: string, stage: string | null, until: string | null) =>
    stage === null && until !== null ? `${who} 要保护到 ${formatInstant(new Date(until))}` : `${who} 要到${stage}`,
  approve: "同意",
  refuse: "不同意",
  whyNot: "为什么不同意",
  whyNots: ["价格太低", "再谈谈", "资料不全"],
  yourRequest: "等主管同意",
};
