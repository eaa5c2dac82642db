import { either, pattern } from "../../../models/shared/values/pattern";

/** Vendors that appear as rivals in Chinese sales talk. A bare mention is no rival yet: they may be customers as well. */
export const RIVALS =
  "用友|金蝶|浪潮|鼎捷|SAP|Oracle|甲骨文|Salesforce|微软|纷享销客|销售易|红圈|神州云动|八百客|百会|Zoho|HubSpot|" +
  "管家婆|畅捷通|速达|正航|泛微|致远|蓝凌|万户|华天动力|明源|广联达|鲁班|品茗|石基|绿云|西软|东软|卫宁|创业慧康|" +
  "海康|海康威视|大华|宇视|华为|中兴|锐捷|新华三|H3C|思科|深信服|奇安信|天融信|启明星辰|绿盟|联想|戴尔|惠普|IBM|" +
  "阿里云|腾讯云|华为云|百度云|金山云|天翼云|西门子|施耐德|ABB|欧姆龙|三菱|汇川|台达|罗克韦尔|霍尼韦尔|艾默生|" +
  "发那科|安川|库卡|" +
  "埃斯顿|新松|格力|美的|海尔|大金|三一|徐工|中联重科|柳工|卡特彼勒|小松|美团|饿了么|有赞|微盟|客如云|二维火|顺丰|" +
  "京东物流|德邦|中通|圆通|申通|韵达|极兔|金税|航天信息|百望|诺诺|北森|盖雅|i人事|薪人薪事|钉钉|飞书|企业微信|" +
  "简道云|明道云|氚云|轻流|宜搭|" +
  "正泰|德力西|公牛|良信|宝信|和利时|中控|研华|基恩士|康耐视|奥普特|大族|华工|锐科|通快|迈瑞|联影|GE|飞利浦|罗氏|雅培|贝克曼";

/** Words right before a vendor of the list that make it a rival or the product in use. */
export const RIVAL_BEFORE = pattern()`(?:${either(
  /选了?|选择了?|选的是?|用着?|用了|用的是?|在用的?|正在用|一直用|原来用|之前用|现在用的?是?|现用|签给了?|定了/,
  /换成了?|换了|上了|买了|买的是?|装了|装的是?|采购了|采用|竞品是?|竞争对手是?|对手是?|友商是?|输给了?|被|比|对比/,
  /对标|找了|接触了?|看了|在看|考虑|倾向于?|偏向|支持|力挺|换掉|替换掉?|替代|淘汰|取代|隔壁|对面|甩掉/,
)})\s?$`;

/** Words right behind a vendor of the list that make it a rival. */
export const RIVAL_AFTER =
  /^\s?(?:第[一二三]|排第|入围|的|那边|那家|家)?(?:人|销售|报价|产品|系统|软件|方案|设备)?(?:也?在(?:抢|争|谈|跟|接触|竞争|挖|推)|也?报了|报价|的?\p{Script=Han}{2,4}(?:更|要)?便宜|抢|截胡|中标|拿走|签走|价格(?:更|比|低|便宜)|便宜|更便宜|每.{1,2}便宜|低价)/u;

/** 跟金蝶签了: the connective alone says nothing, the deal behind it does. */
export const JOINS_BEFORE = /(?:跟|和|与|同|给|是|还有|,|，|、)\s?$/;
export const TAKES_AFTER =
  /^\s?(?:的|那边|那家|家)?(?:人(?:也|一起|都)|签|定了|合作了|成交|续|比|对比|比较|比价|竞争|二选一|三选一|都(?:在|报|来))/;

const NAME = "(?<name>[\\u4e00-\\u9fa5A-Za-z][\\u4e00-\\u9fa5A-Za-z0-9]{1,7}?)";
const said = (source: string) => new RegExp(source.replace("NAME", NAME), "g");

/** Ways to call somebody a rival whom no list knows. The group `name` is the rival. */
export const SAID_RIVALS: readonly RegExp[] = [
  said("(?:装的|用的|买的|选的|选了|换成)(?:是)?NAME牌"),
  said(
    "(?:选了|选择了|签了|签给了?|给了|输给了?|被|用了|换成了?|定了)NAME(?:的产品|的系统|的方案|的人(?=抢|截胡|签|拿|撬)|公司|抢了|抢走|截胡|签走|拿走|拿下|中标|低价)",
  ),
  said(
    "(?:(?:现在|目前|之前|原来|一直|正在|还)(?:在)?(?:用|使用)(?:的)?(?:是)?|现用|在用)NAME(?:的(?=[\\u4e00-\\u9fa5A-Za-z]{1,8})|家的)",
  ),
  said("(?:现在|目前|一直|之前|原来|他们|那边)用的(?:都)?是(?=[A-Za-z])NAME(?=$|[,，。;；!！\\s]|的)"),
  said("(?:竞品|竞争对手|友商|对手)(?:是|有|为|:|叫|,)\\s?NAME(?=$|[,，。;；!！\\s]|报|的|也|在|和|价格|比)"),
  said("(?:对比|比较|考虑)(?:一?下)?NAME(?:家)?的(?=[,，。;；]|$)"),
  said("(?:竞品|竞争对手|友商|对手)\\s?NAME(?=报|也在|中标|给的|那边|更便宜)"),
  said(
    "(?:^|[,，。;；!！\\s])(?:但是?|不过|听说|据说|好像|还有|就是|现在|目前)?(?:隔壁的?)?NAME(?:的人|的销售|那边)?也在(?:抢|争|截胡|竞争|挖|盯|跟这)",
  ),
  said("(?:隔壁|同行|同行业|对门)的?NAME(?:每|便宜|卖|报|只要|才|给)"),
  said("(?:标|单子?|项目|订单|合同|活儿?)(?:都|就|最后|最终)?给了NAME(?=[,，。;；]|$)"),
  said("(?<=[,，。;；\\s])(?:最后)?是NAME中的标?(?=[,，。;；]|$)"),
  said(
    "(?:(?:现在|目前|一直|之前|原来|平时|以前|长期)(?:都|就|还)?(?:是)?)(?:跟|从|找|在|问)(?:[\\u4e00-\\u9fa5]{2,3}的)?NAME(?=拿货|进货|采购|买|订货|供货|合作|做的|拿的)",
  ),
  said("(?:现有|目前|现在)(?:的)?供应商(?:是|叫)NAME(?=$|[,，。;；\\s])"),
  said("(?:签|定|给|输)给?了NAME(?=[,，\\s]?(?:比我们|价格比|报价比|低|便宜))"),
  said("找了NAME的?(?:代理|经销)商?"),
  said("(?:给|被)NAME(?:签了|签走|签掉|截胡|抢走|抢了单|中了标)"),
];

const HOUSE = "(?<name>[\\u4e00-\\u9fa5A-Za-z]{2,8}?)";
const SIGN = "$|[,，。;；!！?？、\\s)）]";

/** Who took the place, where only a house can stand: 换了洁雅, 选了冰河冷链, 在用亚光五金. */
export const TAKEN_INSTEAD = new RegExp(
  `(?<!我们?|咱们?)(?:选了|选择了|选的是?|选定了?|换了|换成了?|换到了?|换用了?|改用了?|改选了?|改找了?|改投了?|转投了?|投给了?|签给了?|定给了?|派给了?|给了|转给了?|包给了?)${HOUSE}(?:那?家|公司|那边)?(?=了?(?:${SIGN}))`,
  "gu",
);
export const IN_USE_NOW = new RegExp(
  `(?:在用|正用着?|用着|用的(?:都|就|还|一直)?是|现用(?:的是)?|一直用|目前用|现在用|合作的(?:都|就|还|一直)?是)${HOUSE}(?=${SIGN})`,
  "gu",
);

/** 还在跟金丝莱纺织比价, 去找马鞍山钢铁拿货了: whom one compares us with, or buys from. */
export const COMPARED = new RegExp(
  `(?:跟|和|与|找)${HOUSE}(?:那边|那?家|公司)?(?=比价|比着|在?对比|拿货|进货|订货|采购)`,
  "gu",
);

/** 他说津门机床才39万: what the customer holds up against our price. */
export const CHEAPER = new RegExp(
  `(?<=[说讲][,，:：]?\\s?|[,，。;；\\s]|但是?|不过|隔壁|对面)${HOUSE}(?:那边|那家|家|公司|的)?(?:也?才|只要?|就|最低)(?:卖|报价?|给|要|收|做)?(?:了|到)?\\s?(?=[¥\\d一二三四五六七八九十两百][\\d.,一二三四五六七八九十百千]*\\s?(?:[万wWkK元块千]|$))`,
  "gu",
);

/** The deal is not ours any more. */
export const LOST_TO_OTHERS =
  /不(?:再)?(?:续|用我们|买我们|跟我们|和我们|做了|合作)|输单|丢单|[丢输黄]了|没戏|没中|落标|流标|没拿下|没选(?:我们|上)|终止|取消|别家|别人|竞品|对手|友商|出局|泡汤/;

/** 抬头要换成金鼎实业有限公司: what stands on their papers is their own name. */
export const ON_PAPER_BEFORE = /(?:抬头|户名|名称|账户|开户|落款|公章|发票)(?:要|得|需要?|改|都|全部)*$/;

/** What they have or took instead, where the name is no word of the dictionary. */
const COINED = "(?<name>[\\u4e00-\\u9fa5]{2,4}?)";
export const USED_BRANDS: readonly RegExp[] = [
  new RegExp(
    `(?:用的|使的|装的|上的|买的|合作的|选的)(?:都|就|还|一直|也)?是${COINED}(?=$|[,，。;；!！\\s]|的|家的|牌)`,
    "gu",
  ),
  new RegExp(
    `(?:[选定用签]了|换成了?|给了|[改换转]用了?|改[买订]了?)${COINED}(?:家|牌)?的(?=$|[,，。;；!！\\s]|我们|咱们)`,
    "gu",
  ),
];

/** 去找马钢拿货了, 觉得比沙钢贵: an invented name where only who sells the same can stand. */
export const SELLS_THE_SAME: readonly RegExp[] = [
  new RegExp(`(?:跟|和|与|找)${COINED}(?:那边|那?家)?(?=比价|拿货|进货|订货)`, "gu"),
  new RegExp(`(?<=[说嫌讲得是]|[,，。;；\\s])比${COINED}(?:家|牌)?的?(?:还|要|都|也)?(?=贵|便宜)`, "gu"),
  new RegExp(
    `(?<=^|[,，。;；\\s])${COINED}也?(?:来|去)?(?:找|联系|拜访|接触)过(?=[^,，。;；我你咱]{2,8}[,，。;；])`,
    "gu",
  ),
];

/** Words that stand where a rival might and name none. */
export const NOBODY_IN_PARTICULAR = pattern()`^(?:${either(
  /[给在也都对把跟又已要想说出开降只才到便从]|别家|别人|其他|另外|另一|对手|友商|竞品|我们|他们|咱们|一家|本地|同行/,
  /外面|人家|低价|进口|国产|老|旧|什么|谁|哪|人|报价|价格|之前|自己|现有|原来|一个|一套|那家|这家|客户|公司|便宜/,
  /以前|自家|我|你|他|她|有|两家|三家|几家|好几/,
)})`;

/** Whoever quoted, right before the word: 华瑞报了16万. Behind 给 or 跟 it is who was quoted to. */
export const QUOTED =
  /(?:^|[,，。;；!！\s])(?:[^,，。;；!！\s]{0,8}?(?:说|讲|单子?|项目|另外|还有|但是?|不过|隔壁的?))?(?<name>[\u4e00-\u9fa5]{2,4}?)(?:那边|那家|家|公司|也|才|只)?报(?:了|价|出|的)?(?:是|价|才|只|大概|的)?\s?(?=[\d¥一二三四五六七八九十])/gu;
export const QUOTED_TO =
  /^(?:向|和|与|为|我|咱|你|您|他|她|它|已|先|再|刚|今|昨|明|上|下|初|首|重新|最[后终低高]|总|单|实|每|一)/u;

/** Where others bid beside us. */
export const COMPARES =
  /比价|比我们|比咱们?|我们(?:的)?(?:价格?|报价)?(?:高|贵|低)|(?:更|要|还)?便宜|对手|竞争|竞品|友商|同行|抢单|对比|比较|[两三四几]家/u;
