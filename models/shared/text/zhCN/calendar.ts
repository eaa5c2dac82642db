/** Monday first, as the week is counted here. */
export const WEEKDAYS = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] as const;
export const DAY_RANGE = (from: string, to: string) => `${from} 至 ${to}`;
/** Statutory feasts, as the official table names them. */
export const FEAST_NAMES = {
  newYear: "元旦",
  springFestival: "春节",
  qingming: "清明",
  labourDay: "劳动节",
  dragonBoat: "端午",
  midAutumn: "中秋",
  nationalDay: "国庆节",
} as const;
