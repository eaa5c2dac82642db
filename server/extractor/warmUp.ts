import { setImmediate } from "node:timers/promises";
import { readMessage } from "./readMessage";

/** One sentence of every kind: a pattern is compiled at its first use, and the first message should not wait for that. */
const EVERY_KIND = [
  "/跟进 鼎盛科技 张总 下周报价",
  "今天拜访了海川物流的王经理（采购主管，手机13800138000，微信wang_hc），预算30-50万，嫌贵，在对比用友，周五前发方案",
  "不对，是5万",
  "海川上次聊到哪了 王经理电话多少",
  "两周没联系的客户有哪些 按金额排",
  "提醒我每周一上午9点给李雷发周报",
  "鼎盛丢了，选了别家，等明年预算",
  "新客户：Jason Liu 铭扬电子 jason.liu@mingyang.example 阿依努尔女士",
  "1.瑞丰 老周 色卡周五寄\n2.宏图 佟经理 国庆后给方案",
  "你好",
];

/** Compiles what reading needs: some 50 ms of work, once, a sentence at a time so that others get their turn in between. */
export async function warmUp(now: Date): Promise<void> {
  for (const text of EVERY_KIND) {
    await setImmediate();
    readMessage(text, { now, spoken: true, knownNames: [{ name: "鼎盛", kind: "company" }] });
  }
}
