/** Monday first, as the week is counted here. */
export const WEEKDAYS = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] as const;
export const DAY_RANGE = (from: string, to: string) => `${from} 至 ${to}`;
