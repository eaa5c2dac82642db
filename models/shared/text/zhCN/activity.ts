import type { EntityName } from "../../entities";
import type { MOODS } from "../../entities/followUp";

/** What a record is called in the middle of a sentence. */
export const entityNames: Record<EntityName, string> = {
  customer: "客户",
  contact: "联系人",
  followUp: "跟进",
  reminder: "下一步",
  opportunity: "商机",
  approval: "审批",
  lead: "线索",
  visit: "拜访",
};

/** One sentence per thing that happens to a record, by the second half of the event's name. */
export const activitySentences: Record<string, (entity: string, title: string) => string> = {
  created: (entity, title) => `新${entity}：${title}`,
  updated: (entity, title) => `改了${entity}：${title}`,
  archived: (entity, title) => `删了${entity}：${title}`,
  completed: (_, title) => `做完：${title}`,
  postponed: (_, title) => `改了时间：${title}`,
  dropped: (_, title) => `不跟了：${title}`,
  reopened: (_, title) => `重新打开：${title}`,
  won: (_, title) => `赢单：${title}`,
  lost: (_, title) => `输单：${title}`,
  moved: (_, title) => `换了阶段：${title}`,
  held: (_, title) => `搁置：${title}`,
  resumed: (_, title) => `接着谈：${title}`,
  requested: (_, title) => `请主管同意：${title}`,
  approved: (_, title) => `主管同意了：${title}`,
  refused: (_, title) => `主管没同意：${title}`,
  withdrawn: (_, title) => `不用审了：${title}`,
  assigned: (_, title) => `分给了同事：${title}`,
  taken: (_, title) => `接手：${title}`,
  repeated: (_, title) => `又来问：${title}`,
  invalidated: (_, title) => `标为无效：${title}`,
  converted: (_, title) => `线索转成客户：${title}`,
  checkedIn: (_, title) => `签到：${title}`,
  cancelled: (_, title) => `不去了：${title}`,
  done: (_, title) => `拜访过了：${title}`,
  transferred: (_, title) => `换了负责人：${title}`,
  handedOn: (_, title) => `换了负责人：${title}`,
  customersHandedOver: (_, title) => `移交了${title}的全部客户`,
  customersTakenBack: (_, title) => `撤销了移交：${title}的客户`,
  claimed: (_, title) => `从公海领取：${title}`,
  released: (_, title) => `退回公海：${title}`,
  recycled: (entity, title) => (entity === "成员" ? `${title} 的客户进了公海` : `没人跟，回了公海：${title}`),
  recycleWarned: (_, title) => `提醒 ${title}：客户快进公海了`,
  protected: (_, title) => `报备：${title}`,
  extended: (_, title) => `延长保护：${title}`,
  broughtBack: (entity, title) => `从回收站恢复${entity}：${title}`,
  purged: (entity) => `回收站到期清除：${entity}`,
  quieted: (_, title) => `先不提醒风险：${title}`,
  warnedOwner: (_, title) => `提醒了负责人：${title}`,
  warnedManager: (_, title) => `告诉了主管：${title}`,
  set: (entity, title) => `定了${entity}：${title}`,
  revoked: (entity) => `收回${entity}`,
  handedOver: () => "离职交接完成",
};

export const activityText = {
  rivals: (names: readonly string[]) => `对手：${names.join("、")}`,
  owner: "负责人",
  happened: (entity: string, title: string) => `${entity}：${title}`,
  listSeparator: "、",
  /** Where a sentence was said. */
  channels: { wecom: "企业微信", wecomBot: "智能机器人", dingtalk: "钉钉", web: "网页", simulator: "模拟器" } as Record<
    string,
    string
  >,
};

export const moodNames: Record<(typeof MOODS)[number], string> = {
  positive: "积极",
  neutral: "一般",
  negative: "消极",
};
