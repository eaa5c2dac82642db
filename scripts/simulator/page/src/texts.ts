import type { FaultName } from "../../protocol";

export const FAULT_LABELS: Record<FaultName, string> = {
  duplicate: "消息送两次",
  reorder: "消息乱序",
  forged: "有人冒充平台",
  slow: "平台慢 3 秒",
  rateLimit: "平台限流",
  serverError: "平台 5xx",
  expiredToken: "令牌过期",
  expiredCard: "卡片过期",
  disconnect: "长连接老断",
};

export const ROLE_LABELS: Record<string, string> = {
  sales: "销售",
  sales_manager: "销售经理",
  director: "总监",
  finance: "财务",
  service: "客服",
  marketing: "市场",
  admin: "管理员",
};

/** Shown until a member has said something. */
export const HINTS = ["/跟进 张总 下周报价", "鼎盛张总同意了，30万，下周三签", "/待办"];

export const PLACES = [
  { label: "苏州工业园区星湖街 328 号", latitude: 31.2601, longitude: 120.7322 },
  { label: "东莞市长安镇振安中路 368 号", latitude: 22.8013, longitude: 113.8077 },
  { label: "杭州市滨江区网商路 599 号", latitude: 30.1899, longitude: 120.1908 },
];

/** What an event of the call log is called. */
export const CALL_LABELS: Record<string, string> = {
  text: "文字",
  voice: "语音",
  image: "图片",
  location: "位置",
  link: "链接",
};
