import { formatInstant } from "../../values/day";

/** Words about the public pool that are stored or shown wherever it is. */
export const poolText = {
  /** Why a customer is in the pool, where nobody said. */
  leaver: "原负责人离职",
  silent: (days: number) => `${days} 天没跟进`,
  noDeal: (days: number) => `${days} 天没成交`,
  noOpportunity: (days: number) => `${days} 天没商机`,
  /** Reasons one gives up a customer for, one tap each. */
  reasons: ["暂时没需求", "联系不上", "不归我管", "信息有误"],
  claimsUsedUp: (limit: number) => `今天已经领了 ${limit} 个，到每天的上限了，明天再来。`,
  claimsFull: (limit: number) => `从公海领的客户已有 ${limit} 个，到上限了，先退回几个再领。`,
  tooEarly: (from: Date) => `你刚把这位客户放回公海，${formatInstant(from)} 以后才能再领。`,
};
