import { either, pattern } from "../../../../models/shared/values/pattern";
import { METHOD_CUES, STAGE_CUES } from "../../vocabulary/cues";

const PLAIN = pattern()`^(?:${either(
  /今天|明天|后天|昨天|本周|下周|这周|上周|列表|全部|所有|金额|阶段|谈判|报价|方案|方案报价|需求|需求确认|初步接触/,
  /接触|商务|商务谈判|赢单|输单|搁置|丢单|成交|签约|已签约|暂停|电话|微信|拜访|会议|邮件|手机|座机|客户|联系人|领/,
  /释放|退回|改|删|看|查|新建|新增|更新|怎么用|一下|我的|待办|逾期|未完成/,
)})$`;

/** A stage, a way of contact or a word of the commands: never a name. */
export function isStateWord(word: string): boolean {
  if (PLAIN.test(word)) return true;
  return [...STAGE_CUES, ...METHOD_CUES].some(([, pattern]) => pattern.exec(word)?.[0] === word);
}
