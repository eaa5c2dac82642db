import type { Figure, FigureKey, ReportName } from "../../contracts/figures";
import { formatFen } from "../../values/money";

interface FigureWords {
  label: string;
  unit: string;
}

export const figureWords: Record<FigureKey, FigureWords> = {
  followed: { label: "跟进", unit: "条" },
  visited: { label: "拜访", unit: "次" },
  newCustomers: { label: "新客户", unit: "家" },
  newDeals: { label: "新商机", unit: "个" },
  won: { label: "赢单", unit: "单" },
  lost: { label: "输单", unit: "单" },
  done: { label: "做完", unit: "件" },
  overdue: { label: "过期没做", unit: "件" },
  ahead: { label: "接下来", unit: "件" },
  pipeline: { label: "在谈商机", unit: "个" },
  expected: { label: "预计签", unit: "单" },
  stuck: { label: "停住的商机", unit: "个" },
  silent: { label: "没联系", unit: "家" },
  customers: { label: "客户", unit: "家" },
};

/** `3 单，¥1,200,000`, `12 条，7 家客户`. */
export function figureValue({ key, count, amount, customers }: Omit<Figure, "rows">): string {
  const counted = `${count} ${figureWords[key].unit}`;
  if (count > 0 && amount) return `${counted}，${formatFen(amount)}`;
  return count > 0 && customers !== null ? `${counted}，${customers} 家客户` : counted;
}

/** A report's name, and the words that ask for it. */
export const reportNames: Record<ReportName, { name: string; words: readonly string[] }> = {
  daily: { name: "日报", words: ["日报", "今天", "昨天", "每天"] },
  weekly: { name: "周报", words: ["周报", "周"] },
  monthly: { name: "月报", words: ["月报", "月"] },
};

/** Answers to questions. */
export const answers = {
  you: "你",
  team: "你和团队",
  thisWeek: "本周",
  thisMonth: "本月",
  soFar: "到现在",
  period: (said: string, from: string, to: string) => `${said} ${from === to ? from : `${from}–${to}`}`,
  daysLabel: (days: number) => (days === 0 ? "今天" : `${days}天`),
  atLeast: (label: string, days: number, value: string) => `${label} ${days} 天以上：${value}`,
  seeAll: (count: number, unit: string) => `看全部 ${count} ${unit}`,
  seeRows: (label: string) => `看${label}`,
  noColleague: (name: string) => `你能看的同事里没有“${name}”`,
  noColleagueHelp: "名字写全试试，比如：李雷这周跟了几家。",
  noDeal: "没有在谈的商机",
  noPhone: "没存电话",
  noWechat: "没存微信",
  noPerson: (name: string) => `没有存“${name}”`,
  noPeople: "没存联系人",
  neverTalked: "没聊过",
  noAmount: "没说金额",
  firstTitle: (count: number) => (count === 1 ? "先跟这一家" : `先跟这 ${count} 家`),
  late: (days: number) => `晚 ${days} 天`,
  first: (name: string, reason: string) => `${name}：${reason}`,
  reason: (when: string, what: string) => `${when}，${what}`,
  nothingFirst: "今天没有急着要跟的",
  nothingFirstHelp: "没有过期和今天到期的事，也没有客户冷下来。",

  /** What has no records yet, said as it is, with what there is instead. */
  absent: {
    contracts: {
      title: "合同还没有记，到期查不了",
      text: "能看的是签下来的商机。合同快到期，现在就定个提醒：/提醒 10月8日 鼎盛续合同，到点我叫你。",
    },
    payments: { title: "回款还没有记，这个数没有", text: "能看的是签下来的商机和金额，那不是到账的钱。" },
    quotes: { title: "报价单还做不了", text: "报了多少直接说，比如：鼎盛报价30万，我记到商机上。" },
    export: { title: "聊天里不能导出", text: "客户资料不从聊天里往外发。要看名单，打开小程序看。" },
  },
};
