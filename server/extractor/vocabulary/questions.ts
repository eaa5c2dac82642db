import { either } from "../../../models/shared/values/pattern";
import type { FigureKey } from "../../../models/shared/contracts/figures";
import type { AbsentTopic, CustomerTopic, SaidMethod } from "../../../models/shared/contracts/extraction";

/** Words that ask: a list or a number is wanted. */
export const ASKS = either(
  /[?？]|多少|哪(?!怕)|几(?:家|个|次|单|笔|条|位|户)|谁|什么|有没有|有吗|吗$|呢$|怎么样|咋样|如何|情况$|名单|列表/,
  /清单|一览|排名|排行|按.{1,6}排|^(?:帮我|给我|麻烦)?(?:看|查|列|统计|算)/,
  /(?:的|所有|全部|我的?)(?:客户|商机|单子|项目)$|业绩|漏斗/,
);

const DEAL = "(?:商机|单子|单|项目|生意|订单)";
const CUSTOMER = "(?:客户|客人|公司)";
const HOW_MANY = "(?:多少|几|哪些|哪几|谁|什么(?:客户|人|单))";

/** What is counted or listed. The first that fits is taken; what comes later is the wider word. */
export const FIGURE_CUES: readonly (readonly [FigureKey, RegExp])[] = [
  ["silent", new RegExp(`(?:没|未|多久没|好久没|最久没)(?:有)?(?:怎么)?(?:联系|跟进?|拜访|沟通|聊|动静|回访|维护)(?:过|了)?(?:的)?(?:.{0,4}${CUSTOMER}|.{0,6}(?:哪|谁|几家|多少)|$)|(?:谁|哪.{0,4}).{0,6}(?:没|未)(?:有)?(?:联系|跟进?|拜访|沟通|聊|动静)|沉默|睡着的${CUSTOMER}`)],
  ["stuck", new RegExp(`(?:卡住|卡着|停滞|停住|没进展|没推进|没动(?!静)|不动).{0,6}${DEAL}|${DEAL}.{0,6}(?:卡住|卡着|停滞|停住|没进展|没推进|没动|不动)`)],
  ["expected", /(?:预计|预期|预测|能|可以|快要?|即将|马上)(?:.{0,6})?(?:签|成交|关单|赢单)|快签|签单预测/],
  ["lost", new RegExp(`(?:丢|输|黄)(?:单|掉)?(?:了|过)?(?:的)?${HOW_MANY}|丢单|输单`)],
  ["won", new RegExp(`(?<!要|该)(?:签|成交|赢|拿下|卖|做)(?:成|下|出)?(?:了|过)?(?:的)?${HOW_MANY}|(?:签|卖|成交)(?:得|的)最|业绩|(?:成交|签约|签单|销售)(?:额|量|情况|金额)|赢单|开单|开了${HOW_MANY}单`)],
  ["newCustomers", new RegExp(`新(?:增|加|建|录|开|拓展|认识)?(?:了)?${HOW_MANY}.{0,3}${CUSTOMER}|新(?:增|加|建)?(?:的)?${CUSTOMER}(?:数|量)?(?:.{0,3}${HOW_MANY}|$)|新增(?:了)?${HOW_MANY}|${HOW_MANY}.{0,2}新${CUSTOMER}`)],
  ["newDeals", new RegExp(`新(?:增|加|建|开)?(?:了)?${HOW_MANY}?(?:个)?(?:的)?${DEAL}|${HOW_MANY}.{0,2}新${DEAL}`)],
  ["followed", new RegExp(`(?<![要该得先再会])(?:跟进?|见|拜访|联系|聊|跑|走访|回访|打|加)(?:过|了|到)*(?:的)?(?:电话|微信)?${HOW_MANY}|(?:跟进|拜访|联系)(?:过|了)(?:的)?${CUSTOMER}|(?:跟进|拜访)(?:量|数|次数|情况|最[多少])|跟得最[多少]`)],
  ["done", /(?<!目标)(?:完成|做完|办完|处理)(?:了)?(?:多少|几|哪些)/],
  ["pipeline", new RegExp(`(?:多少|几个|几单|哪些|所有|全部|我的?|手上|在跟|在谈|进行中|阶段的?)(?:.{0,6})?${DEAL}(?!.{0,4}(?:了|改))|${DEAL}.{0,6}(?:有哪些|有多少|有几|多少|几个|列表|清单|一览|一共|总共|总额|分布)|漏斗|在手${DEAL}`)],
  ["customers", new RegExp(`^(?:看看?|查看?|打开)?我的?客户$|(?:多少|几个|几家|哪些|所有|全部|级)(?:.{0,2})?${CUSTOMER}|${CUSTOMER}.{0,4}(?:一共|总共|总数|总量|有多少|有哪些|有几|列表|名单|名录)`)],
]; // prettier-ignore

export const WHO_FIRST =
  /先(?:跟|联系|找|拜访|打|见)(?:进|给|电话给)?(?:谁|哪)|优先(?:跟|联系|处理)|(?:最该|最应该|重点)(?:跟|联系|找)|从(?:谁|哪家)开始|先做(?:什么|哪)/;

/** Who may slip away: a customer or a deal, named by what threatens it. */
export const RISKS = either(
  /(?:有|在|最近|现在)?(?:流失)?风险(?:的)?(?:客户|商机|单子|项目|名单|预警|提醒)/,
  /(?:客户|商机|单子|谁|哪.{0,4}).{0,4}(?:有|快|要|会|可能)(?:.{0,2})?(?:流失|跑|丢)(?:了|的|$|[?？])/,
  /(?:流失|风险)(?:预警|名单|清单|列表)|(?:谁|哪.{0,4}).{0,3}(?:有|存在).{0,4}风险/,
);

/** What was to be sold, and how much of it is. */
export const TARGETS =
  /目标.{0,8}(?:完成|达成|达标|达到|多少|差|进度|情况|怎么样|如何|几成)|(?:完成|达成|达到|离|距离?|还差).{0,6}目标|达成率|目标完成率/;

/** What may be signed yet, as a sum. */
export const FORECAST = either(
  /(?:预计|预期|预测|估计|大概|能|可以|会)(?:.{0,4})?(?:签|成交|关单|赢|卖)(?:单|下|成|到|出)?多少(?!家|个|单|客户)/,
  /^(?:看看?|查查?|帮我|给我|我们?的?|团队的?|这个?月的?|本月的?|下个?月的?|本?季度的?|今年的?|销售|业绩|签单|收入)*预测(?:一下|情况|是多少|多少|怎么样|如何)?[?？。]?$/,
);

/** What nobody has. */
export const POOL = /公海/;

/** What waits for somebody's yes. */
export const APPROVALS =
  /(?:有什么|有啥|有没有|还有|哪些|多少|几个|我的?|待|查看?|看看?|列).{0,6}(?:审批|要批|待批|没批)|审批.{0,4}(?:列表|有哪些|有吗|多少|呢|情况)|要我(?:审|批)/;

/** 李雷今天做了什么 */
export const WHAT_DID = /(?:做|干|忙|跑)(?:了|过)?(?:些)?(?:什么|啥|哪些)|干嘛了|(?:工作|活动)情况/;

/** How to let a colleague in. */
export const SHARING = /(?:共享|分享|开放)给|让.{1,6}(?:也)?(?:看|跟).{0,6}(?:到|客户)|协作人|协作|授权给/;

/** What has no records yet. */
export const ABSENT_CUES: readonly (readonly [AbsentTopic, RegExp])[] = [
  ["contracts", /合同.{0,8}(?:到期|续|快到|过期|哪些|多少|几份|列表)|(?:到期|续签|续约|过期).{0,6}(?:合同|哪|谁|客户)|(?:谁|哪).{0,6}(?:合同|续约|续签)/],
  ["payments", /(?:回款|到账|收款|欠款|尾款|应收|开票|发票|账期).{0,8}(?:多少|几|哪|谁|吗|情况|没|[?？])|(?:多少|谁|哪).{0,6}(?:回款|欠款|没付|没打款|没回款|尾款)|(?:本|这个?|上个?|今)(?:月|年|季度).{0,2}回款/],
  ["export", /导出|导成|下载.{0,4}(?:客户|名单|表格|excel)/i],
]; // prettier-ignore

/** What one customer is asked about. */
export const CUSTOMER_CUES: readonly (readonly [CustomerTopic, RegExp])[] = [
  // Of ours; who decides on their side is asked by 谁负责, 谁管.
  [
    "owner",
    /谁(?:现在|目前)?在(?:跟|负责|管|对接|联系)|谁(?:跟进|跟的)|归谁|是谁(?:在)?(?:跟|负责|管)|是?谁的客户|跟进人/,
  ],
  ["phone", /电话|手机|号码|座机|联系方式/],
  ["wechat", /微信(?!上)|联系方式/],
  [
    "lastFollowUp",
    /(?:聊|谈|跟|进行|进展|说)到(?:哪|什么|啥)|上次|最近(?:一次)?(?:的)?(?:跟进|联系|沟通|聊|拜访)|跟进记录|历史|记录|最后一次|说了(?:什么|啥)|聊了(?:什么|啥)/,
  ],
  ["amount", /多少钱|金额|报价|价格|预算|多少万|报了多少/],
  ["stage", /阶段|进展|进度|到哪(?:一步|了)?|情况|状态|怎么样|咋样|如何/],
  ["nextStep", /下一步|接下来|什么时候(?:跟|联系|拜访|见|去)|约的?(?:几|什么时候)/],
  ["opportunity", /商机|单子|项目|订单/],
  ["promises", /答应|承诺|说好/],
  ["people", /联系人|谁(?:拍板|负责|管|对接|说了算)|找谁|都有谁/],
];

/** A field of somebody, asked for without a verb: 张总的电话. */
export const FIELD_AT_END =
  /(?:的|^)?(?:电话|手机号?码?|号码|微信号?|联系方式|邮箱|地址|进展|情况|资料|跟进记录|记录|商机|报价|下一步|合同额|金额|生日|职务|职位|负责人|对接人|联系人|座机|备注|历史)(?:多少|是什么|是多少|呢|(?:给|发)(?:我|一下|我一下))?[?？。\s]*$/;

/** The same words at the end of what somebody does or will not do tell, and ask nothing: 李总不接电话, 张总要报价. */
export const DEED_AT_END =
  /(?:(?:要求|让[我你]|[说想]|认可|同意|接受|拒绝|确认|需要|希望|重新)[^,，。;；?？]{0,6}|要[^,，。;；?？]{1,3}|[不没未接打回要等催嫌寄谈补留收发报缺有](?:个|份|的|到)?)(?:电话|手机号?码?|号码|微信号?|联系方式|邮箱|地址|进展|情况|资料|商机|报价)[。\s]*$/;

export const BY_MEMBER =
  /排名|排行|谁(?:.{0,8})最(?:多|少|好|差|高|低)|每个?人|每位|各人|各自|分别|(?:哪个|哪位)(?:销售|同事|人)|销售们/;
export const TEAM =
  /我们|咱们|团队|全组|小组|组里|全部门|部门|大家|全公司|公司(?:.{0,4})(?:签|跟|业绩)|手下|下面的?人|所有人/;
export const ME = /我(?!们|方|司|家公司)/;

/** Words that begin like a surname and are none. */
export const NO_NAME =
  /[我你您他她的了]|单|商机|客户|公司|目前|现在|最近|手上|全|成交|成单|签|丢|新|项目|预计|方案|高|安排|卡|谈|查|应|经|时|和|任|平|金|钱|白/;
export const LOOK_FIRST = /^(?:看看?|查查?|帮我|给我|\s)*/;
/** What a colleague did, right behind their name. */
export const DEED_FOLLOWS =
  /^(?:这|本|上|今|昨|前|去|最近|[一二三四]季|q\d|\d|的|有|手上|签|跟|拜访|见|丢|新|成交|赢|卖|做|完成|打|联系|还)/i;

export const METHOD_CUES: readonly (readonly [SaidMethod, RegExp])[] = [
  ["visit", /拜访|走访|上门/],
  ["phone", /打(?:了|过)?(?:多少|几)?(?:个|通)?电话/],
];

export const LEVEL = /([ABCD])\s?[级类]/i;
export const MORE_THAN = /超过|大于|高于|不低于|至少|以上|多于|起步|往上/;
export const LESS_THAN = /不到|不足|小于|低于|少于|不超过|以下|以内|以内的|至多/;

export const SILENT_SPAN =
  /(\d{1,3}|[一二三四五六七八九十]{1,3}|两|半)\s?(天|周|个?星期|个?礼拜|个月)(?:以上|多|内)?(?:都)?(?:没|未)/;
export const STUCK_SPAN = /(\d{1,3}|[一二三四五六七八九十]{1,3}|两|半)\s?(天|周|个?星期|个?礼拜|个月)(?:以上|多)?/;

export const SORT_CUES = [
  ["amount", /按(?:金额|钱|商机额?|大小)|金额(?:最|从)|最大的|大的在前/],
  ["recent", /按(?:时间|最近)|最近的/],
] as const;
