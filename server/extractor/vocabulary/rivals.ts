/** Vendors that appear as rivals in Chinese sales talk. A bare mention is no rival yet: they may be customers as well. */
export const RIVALS =
  "用友|金蝶|浪潮|鼎捷|SAP|Oracle|甲骨文|Salesforce|微软|纷享销客|销售易|红圈|神州云动|八百客|百会|Zoho|HubSpot|管家婆|畅捷通|速达|正航|泛微|致远|蓝凌|万户|华天动力|明源|广联达|鲁班|品茗|石基|绿云|西软|东软|卫宁|创业慧康|" +
  "海康|海康威视|大华|宇视|华为|中兴|锐捷|新华三|H3C|思科|深信服|奇安信|天融信|启明星辰|绿盟|联想|戴尔|惠普|IBM|阿里云|腾讯云|华为云|百度云|金山云|天翼云|西门子|施耐德|ABB|欧姆龙|三菱|汇川|台达|罗克韦尔|霍尼韦尔|艾默生|发那科|安川|库卡|" +
  "埃斯顿|新松|格力|美的|海尔|大金|三一|徐工|中联重科|柳工|卡特彼勒|小松|美团|饿了么|有赞|微盟|客如云|二维火|顺丰|京东物流|德邦|中通|圆通|申通|韵达|极兔|金税|航天信息|百望|诺诺|北森|盖雅|i人事|薪人薪事|钉钉|飞书|企业微信|简道云|明道云|氚云|轻流|宜搭|" +
  "宝信|和利时|中控|研华|基恩士|康耐视|奥普特|大族|华工|锐科|通快|迈瑞|联影|GE|飞利浦|罗氏|雅培|贝克曼";

/** Words right before a vendor of the list that make it a rival or the product in use. */
export const RIVAL_BEFORE =
  /(?:选了?|选择了?|选的是?|用着?|用了|用的是?|在用的?|正在用|一直用|原来用|之前用|现在用的?是?|现用|签给了?|定了|换成了?|换了|上了|买了|买的是?|装了|装的是?|采购了|采用|竞品是?|竞争对手是?|对手是?|友商是?|输给了?|被|比|对比|对标|找了|接触了?|看了|在看|考虑|倾向于?|偏向|支持|力挺|换掉|替换掉?|替代|淘汰|取代|隔壁|甩掉)\s?$/;

/** Words right behind a vendor of the list that make it a rival. */
export const RIVAL_AFTER =
  /^\s?(?:的|那边|那家|家)?(?:人|销售|报价|产品|系统|软件|方案|设备)?(?:也?在(?:抢|争|谈|跟|接触|竞争|挖|推)|也?报了|报价|抢|截胡|中标|拿走|签走|价格(?:更|比|低|便宜)|便宜|更便宜|每.{1,2}便宜|低价)/;

/** 跟金蝶签了: the connective alone says nothing, the deal behind it does. */
export const JOINS_BEFORE = /(?:跟|和|与|同|给|是|还有|,|，|、)\s?$/;
export const TAKES_AFTER =
  /^\s?(?:的|那边|那家|家)?(?:签|定了|合作了|成交|续|比|对比|比较|比价|竞争|二选一|三选一|都(?:在|报|来))/;

const NAME = "(?<name>[\\u4e00-\\u9fa5A-Za-z]{2,8}?)";
const said = (source: string) => new RegExp(source.replace("NAME", NAME), "g");

/** Ways to call somebody a rival whom no list knows. The group `name` is the rival. */
export const SAID_RIVALS: readonly RegExp[] = [
  said(
    "(?:选了|选择了|签了|签给了?|给了|输给了?|被|用了|换成了?|定了)NAME(?:的产品|的系统|的方案|公司|抢了|抢走|截胡|签走|拿走|拿下|中标|低价)",
  ),
  said(
    "(?:(?:现在|目前|之前|原来|一直|正在|还)(?:在)?(?:用|使用)(?:的)?(?:是)?|现用|在用)NAME(?:的(?=[\\u4e00-\\u9fa5A-Za-z]{1,8})|家的)",
  ),
  said("(?:竞品|竞争对手|友商|对手)(?:是|有|为|:|叫|,)\\s?NAME(?=$|[,，。;；!！\\s]|报|的|也|在|和|价格|比)"),
  said("(?:竞品|竞争对手|友商|对手)\\s?NAME(?=报|也在|中标|给的|那边|更便宜)"),
  said(
    "(?:^|[,，。;；!！\\s])(?:但是?|不过|听说|据说|好像|还有|就是|现在|目前)?(?:隔壁的?)?NAME(?:的人|的销售|那边)?也在(?:抢|争|截胡|竞争|挖|盯|跟这)",
  ),
  said("隔壁的?NAME(?:每|便宜|卖|报|只要|才)"),
  said("(?:跟|和|与|给|被)NAME(?:签了|签走|签掉|截胡|抢走|抢了单|中了标)"),
];

/** Words that stand where a rival might and name none. */
export const NOBODY_IN_PARTICULAR =
  /^(?:别家|别人|其他|另外|另一|对手|友商|竞品|我们|他们|咱们|一家|本地|同行|外面|人家|低价|进口|国产|老|旧|什么|谁|哪|人|报价|价格|之前|自己|现有|原来|一个|一套|那家|这家|客户|公司|便宜|以前|自家|我|你|他|她|有|两家|三家|几家|好几)/;
