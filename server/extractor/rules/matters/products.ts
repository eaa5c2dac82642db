import { either, pattern } from "../../../../models/shared/values/pattern";
import type { Grounded } from "../../../../models/shared/contracts/extraction";
import { cutLeft } from "../names/cutWords";
import type { Facts } from "../facts";
import { overlaps, type Place } from "../text/places";
import { asThing, findThings } from "./things";

/** What we sell is told by its surroundings: 对我们的X感兴趣, 想上X, 问X的价格. */
const THING = "(?<thing>[\\u4e00-\\u9fa5A-Za-z0-9+/ -]{2,12}?)";
const CONTEXTS: readonly RegExp[] = [
  new RegExp(
    `(?:对|针对)(?:我们|咱们|我司)?(?:的|家的?)?${THING}(?:很|比较|挺|非常|特别|蛮|也|都|还|更|不|没|表示|这块|那块|有)*(?:感兴趣|有兴趣|兴趣|满意|认可|有需求|评价|印象)`,
    "g",
  ),
  new RegExp(
    `(?:想上|要上|想买|要买|想换|要换|想采购|要采购|想订|要订|想装|要装|想定制|要定制|准备上|准备买|准备换|准备采购|打算上|打算买|打算换|打算采购|计划上|计划采购|采购|试用了?|想试用|要试用|找我们订|订了?|(?:新|刚)(?:装|买|上|换)的|演示了?|介绍了?|推荐了?|推了|咨询了?|询问了?|了解(?:一下|了)?(?:我们的)?|代理|经销|进一批|批发|进货|购买|订购|下单|换一套|上一套|买一套|来一套|要一批|需要一批|需要|看了|测试了?)(?:一批|一套|一台|一个|几台|几套|我们的?|下|一下|\\d+[台套个件]的?)?\\s?${THING}(?=$|[,，。;；!！?？、\\n的]|价格|报价|方案|样品|样机|感觉|觉得|预算|效果|大概|要|明|下|今|和|与|试|以后|之后|,)`,
    "g",
  ),
  new RegExp(
    `(?:问|咨询|了解|打听)(?:了|过|一下|下|起|到){0,2}(?:我们的?)?${THING}的?(?:价格|报价|验证|参数|交期|货期|资料|方案|功能|情况|案例|规格|型号|库存|样品|用法|性能|周期)`,
    "g",
  ),
  new RegExp(
    `(?:\\d+|[一二两三四五六七八九十百千几]+)(?:台|套|个|件|片|批|组|吨|箱|辆|条|张|只|把|部|盏|块|支|面|樘|架|副|棵|株|双|束|幅|平米?|米)(?!左右|以上|以内|人)${THING}(?=$|[,，。;；!！?？、\\n]|的|,|价格|报价|单价|预算|大概|要|先|下|明|今|给|发|\\d)`,
    "g",
  ),
  new RegExp(`${THING}(?:的)?(?:报价|价格|样品|样机|试用|方案|demo|演示|测试|选型|参数|采购)`, "gi"),
  new RegExp(
    `(?:[^\\u4e00-\\u9fa5]|^|[要上换买用装的])(?<thing>[\\u4e00-\\u9fa5A-Za-z]{2,6}(?:系统|软件|平台|机器人|设备|生产线|流水线|解决方案|一体机|服务器|打印机|空压机|叉车|传感器|控制器|变频器|充电桩|摄像头|门禁|耗材))`,
    "g",
  ),
  new RegExp(`看(?:中|上)了?(?:我们|咱们)?(?:家|的|家的)?${THING}(?=$|[,，。;；!！?？、\\n]|的|想|要|先)`, "g"),
  new RegExp(
    `(?<thing>[\\u4e00-\\u9fa5]{2,6})\\s?(?:\\d+|[一二两三四五六七八九十百]+)\\s?[台套件片批组箱辆张块桶袋条只个把](?=$|[,，。;；、\\s\\d一二三四五六七八九十先后明下周今])`,
    "g",
  ),
  new RegExp(`(?:嫌|说|觉得)(?:我们?家?的?|咱们的?)${THING}(?:太|有点|偏)?(?:贵|高)`, "g"),
  new RegExp(
    `(?:把|想|要|再|先)${THING}(?:再)?(?:加|订|定|进|拿|补|要|来)\\s?(?:\\d+|[一二两三四五六七八九十百千几]+)[台套个件片批组吨箱辆条张只]`,
    "g",
  ),
  new RegExp(`${THING}(?:的)?(?:单价|合同|订单|项目|质量|样册|色卡|检测|坏了|缺货|断货|涨价|降价)`, "g"),
  new RegExp(
    `${THING}(?:他们?|她们?)?(?:先|就|再|改|还|又|也|都|全|暂时|这次|一共)*(?:不要|要|买|订|来|加|拿|采购|换|退|上|装|做)了?\\s?(?:$|[,，。;；]|(?:\\d+|[一二两三四五六七八九十百千几]+)(?:台|套|个|件|片|批|组|吨|箱|辆|条|张|只|把|部|盏|块|支|面|樘|卷|桶|袋|瓶|盒))`,
    "g",
  ),
  // What is done with a thing, and what goes wrong with it: 硫化机改造, 封边条开胶, 滑梯安装日期.
  new RegExp(
    `${THING}(?:的|也|又|都|老|总|还)?(?:用量|数量|味道|[\\d一二三四五六七八九十半]个?[年月天]换一次|要租|租[\\d一二三四五六七八九十半]|几米|多高|多长|做不做|位置|受潮|再?不修好|的(?:MOQ|起订量|交期|货期)|换新|翻新|有没有现货|有现货吗|没现货|老?坏|颜色|效果图|样式|改造|升级|安装|装修|维修|保养|维保|更换|租赁|选型|招标|打样|试样|到货|发货|出货|交货|精度|故障|开胶|开裂|漏[水油气电]|异响|松动|掉漆|褪色|生锈|不稳|不准|不够|有问题|出问题|报错|续费|续签|洗涤|一年)`,
    "g",
  ),
  // 液氩每吨涨80, 机芯晚到两天, 机芯再来500只, 改成消火栓一百二十套
  new RegExp(
    `${THING}(?:每(?:吨|公斤|斤|米|台|只|套|件|箱|平米?|瓶|桶)(?!便宜|贵|低|高)|(?:晚到|没到货|断供)|(?:再|先)来\\s?(?:\\d+|[一二两三四五六七八九十百千几]+)[台套个件片批组吨箱辆条张只支桶瓶])`,
    "g",
  ),
  new RegExp(
    `(?:改成|换成|改要|只要)了?${THING}(?=(?<=只要[^,，。;；]{0,6})(?:$|[,，。;；])|(?:\\d+|[一二两三四五六七八九十百千几]+)[台套个件片批组吨箱辆条张只支桶瓶])`,
    "g",
  ),
  pattern("g")`(?<![A-Za-z])(?<thing>${either(
    /ERP|MES|CRM|WMS|OA|SRM|PLM|HIS|PACS|LIS|BI|SCADA|PLC|AGV|RFID|SaaS|SCRM|TMS|QMS|EAM|HR系统|POS机?|UPS|NAS/,
    /LED(?:屏|大屏)?|VPN|CDN/,
  )})(?![A-Za-z])`,
];

const NOT_A_THING = either(
  /^(?:追加|事宜|启动|贵司|贵方|原定|改到|最新|意向|[一二两三四五六七八九十几]?[箱批件台套]$|高度|宽度|长度|厚度|温度|返工|退回|退货|换货|退换|别|法务|审核|审批|总监|副?经理|主任|主管|采购|招标|重新|马上|尽快|现场|开始|继续|直接|全部|另外|同时|然后|今年|明年|目前|现在|后续|首批|第一批|下一批|这批货|样衣|两版|整体|部分|剩下|其他|所有|颜色|尺寸|规格|型号|数量|质量|时间|日期|地址|收货|我们|他们|你们|咱们|客户|合同|合同额|报价|价格|方案|需求|项目|时间|一下|了|的|过|这|那|个|什么|一个|一些|这个|那个|样品|样机|资料|名片|预算|老板|领导|电话|微信|邮件|公司|产品|东西|情况|问题|效果|样子|感觉|觉得|车间|工厂|现场|仓库|总价|单价|最终|正式|新版?|初步|详细|具体|第.版|技术|商务|书面|两份|一份|更|再|还|先|后|就|都|也|很|比|发(?![动光热泡条电酵射])|给|做|出|看|说|要|让|等|把|跟|和|对|在|从|到|去|来|下|上)/,
  /[了吗呢吧着过给让把跟说等要去来看做出想被您他她我]|发(?![动光热泡条电酵射])/,
  /^[送发收取验交装]货$|^方[挺很也都还]|个价$|反馈|反映|平台价|机场|接机|就是|^第[一二三四]方|^(?:便宜|付款条件|条件|年度框架|框架)$|^求(?!职)|^(?:走|从|由|按|据)|^[一二两三四五六七八九十半]成$/,
  /(?:给|的|了|发|做|出|看|说|要|让|等|个|份|版|下|上|先|再|后|前|边|天|周|月|号|点|万|元|千|百)$/,
);

const VERB_BEFORE =
  /^(?:成(?!品|套|都|分|衣|型)|要求|想上|要上|想要|要|上|换|买|装|用|试|试用|采购|问|关于|那套|这套|那批|这批|新的?|旧的?|一套|一批|整套)/;

/** Products named in a stretch of the text; only words that stand there. The longer name wins. */
export function readProducts(facts: Facts, frame: Place): Grounded<string>[] {
  const { people, companies, rivals, times, money, phones } = facts;
  const taken: Place[] = [...people, ...companies, ...rivals, ...times, ...money, ...phones];
  const named = [...findInContexts(facts, frame, taken), ...findThings(facts.text, frame, taken)];
  const found: Place[] = [];
  for (const place of named.sort((a, b) => b.end - b.start - (a.end - a.start))) {
    if (![...taken, ...found].some((other) => overlaps(other, place))) found.push(place);
  }
  return found
    .sort((a, b) => a.start - b.start)
    .map((place) => {
      const source = facts.normal.span(place.start, place.end);
      return { value: source.text, source };
    });
}

function findInContexts({ text }: Facts, frame: Place, taken: readonly Place[]): Place[] {
  const words = text.slice(frame.start, frame.end);
  return CONTEXTS.flatMap((context) =>
    [...words.matchAll(context)].flatMap((match) => {
      const thing = match.groups?.thing ?? "";
      const end = frame.start + match.index + match[0].lastIndexOf(thing) + thing.length;
      const start = cutLeft(text, behindNames(taken, { start: end - thing.length, end }), end);
      const place = asThing(text, trimThing(text, start, end - start));
      return place && !NOT_A_THING.test(text.slice(place.start, place.end)) ? [place] : [];
    }),
  );
}

/** 白院长 种植机报价: what is known to be somebody or a day is no part of the thing behind it. */
const behindNames = (taken: readonly Place[], { start, end }: Place) =>
  taken.reduce((from, place) => (place.end > from && place.end < end && place.start < end ? place.end : from), start);

function trimThing(text: string, from: number, length: number): Place {
  let start = from;
  let end = from + length;
  const verb = VERB_BEFORE.exec(text.slice(start, end));
  if (verb && end - start - verb[0].length >= 2) start += verb[0].length;
  while (start < end && /[\s/+-]/.test(text[start] ?? "")) start++;
  while (end > start && /[\s/+的已-]/.test(text[end - 1] ?? "")) end--;
  return { start, end };
}
