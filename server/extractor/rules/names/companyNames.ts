import { either, pattern } from "../../../../models/shared/values/pattern";
import { REGIONS } from "../../../../models/shared/text/zhCN/regions";
import * as words from "../../vocabulary/companies";
import { AFTER_NAME } from "../../vocabulary/edges";
import { HOUSES_OF_WORDS } from "../../vocabulary/houses";
import { ALL_ENDINGS, endsLikeCompany, INVENTED_ONLY, WEAK } from "./companyEndings";
import { CUT_SET, CUTS } from "./cutWords";
import { isThing } from "./tradeThings";
import { isRegion } from "../text/regions";
import { isCoined, isOrdinary, wordsIn } from "../text/words";

/** Behind a weak ending these words make it a product or a thing: 仓储系统, 照明方案. */
const THING_AFTER = pattern()`^(?:${either(
  /商(?!务)|经销|系统|平台|方案|需求|项目|产品|价格|合同|软件|设备|服务|解决|改造|升级|工程|管理|模块|材料|配件/,
  /耗材|业务|行业|市场|问题|功能|接口|技术|费|费用|预算|报告|证|票|线(?![上下])|板|盒|袋|箱|柜|机|车|器|仪|件|款|类|芯|池/,
  /站(?!长)|厂房|车间|部门|科|部(?!长)|室|员|师|数据|安装|维修|维护|培训|测试|检测|采购|招标|清单|参数|样品/,
  /量(?=[大小高低多少是为有在下上不要一]|\d|$)|协议|条款|文件|资料|图纸|规范|率|化|性|业/,
)})`;

/** 海天化工预算60万: the words of a deal behind a name at the very beginning. */
const DEAL_AFTER =
  /^(?:(?:那个|这个)?项目(?:的)?)?(?:总)?(?:预算|报价|合同额|金额)(?:改成|降到|涨到|砍到|压到|调到)?\s?(?:是|有|大概|大约|约)?\s?[\d一二三四五六七八九十两百]/;

/** RFID标签, PVC管材: letters that name what a thing is made of or works by. */
const THING_BODY =
  /^(?:RFID|NFC|LED|LCD|OLED|PVC|PPR|PE|PP|PET|ABS|EVA|CNC|PCB|FPC|UV|3D|VR|AR|AI|GPS|IC|IP|USB|UPS|WiFi|ERP|MES|CRM|OA|WMS|PLC|HR)$/i;
const COUNTED_AFTER = /^\s?[\d一二两三四五六七八九十百]+\s?[\d十百千万台套个件批吨箱元块]/;
/** 跟进一下叉车租赁的报价: what one asks about is a thing where its word names one. */
const ASKED_ABOUT = /(?:跟进|回访|[问催查看跟盯]|了解|打听|关注)(?:一?下)?$/;
/** 校服招标的事 */
const DEED_TALK = /^(?:的?(?:事|话|时间|日期|结果|进度|费用?|要求)|[要得能已还没]|什么时候)/;

/** 会重新招标, 明年统一招标: how or when it is done. */
const HOW_DONE =
  /^(?:会|将|要|得|能|应|可能|应该|打算|准备|计划)|(?:重新|统一|集中|公开|再次|继续|另行|正式|自行|自主|自己|一起|全面|分批|分期|尽快|马上|直接|陆续|开始|停止|暂停|不再|二次|定期|长期|整体|单独|年度|半年|季度|会|再|先|都|也|就)$/;

/** 鑫源包装尾款: behind an invented name the words of a deal. */
const DEAL_NOUN = /^的?(?:尾款|货款|余款|首款|首付|定金|回款|账期|发票|开票|对账|续约|续签|合同)/;

/** 去宏景装饰量尺寸: whom one goes to, and what one does there. */
const GOES_BEFORE = /(?:[去到]|[去到跑]趟|拜访|走访|回访|上门)$/;
const DONE_THERE =
  /^(?:量[尺房体]|验[收货厂]|安?装[机门窗柜灯]|调试|开会|签(?!名)|收[款钱账货]|催款|对账|盘点|培训|演示|送[货样]|取[样货]|看[样货现场厂房]|谈|聊|修|检修|维修|测|勘)/;
/** 鼎新电镀采购经理, 客户玄武消防器材采购经理: whose post it is. */
const POST_BEHIND =
  /^(?:的)?(?:采购|技术|设备|安装|工程|项目|测试|业务|服务|管理|生产|质量)(?:部|科)?(?:副?经理|副?总监|主管|副?主任|部长|科长|负责人|专员|工程师)/;
/** 跟海工装备的技术开了会: nobody but a house has somebody who speaks. */
const ROLE_BEHIND =
  /^的(?:技术|财务|会计|商务|老板|厂长|仓库|前台|客服|工程师|采购)(?:员|部)?(?:说|讲|开|聊|谈|打|问|要|约|碰|见|催|嫌|回|发|通|反馈|确认|同意|答应)/;
const DEAL_OF = /^的(?:商机|单子|订单|合同|项目|货款|尾款|余款|回款|发票|账期)/;
const CALLED_CUSTOMER = /客户(?:是|叫|:)?$/;

/** 医院设备科, 酒店采购部: the department of a house, not a thing. */
const HOUSE = /(?:医院|学校|学院|中学|小学|酒店|银行|超市|公司|集团|厂|局|市场|商场|公园|景区|码头|机场|餐厅|饭店)$/;
const DEPARTMENT = /^(?:设备|采购|信息|技术|服务|管理|安装|维修|数据|工程|项目)?(?:科|部|室|处|车间|中心)/;
/** 生鲜采购部: named in full, it is a department of whatever stands before. */
const OFFICE =
  /^(?:设备|采购|信息|技术|财务|行政|人事|市场|销售|生产|研发|品质|质检|工程|物流|仓储|后勤|法务)[科部处室]/;
/** 民生超市合同几月到期 */
const isHouseDeal = (ending: string, after: string) => HOUSE.test(ending) && /^(?:合同|付款|预算|费用)/.test(after);
const isDepartment = (ending: string, after: string) =>
  OFFICE.test(after) || (HOUSE.test(ending) && DEPARTMENT.test(after));

/** A dictionary word before a weak ending is a thing, unless it stands where somebody is named: 冰柜制冷, but 去长城制冷. */
const NAMED_HERE = pattern()`(?:${either(
  /^|[\s.\u2460-\u2473-]|[,，。;；:!?？、()（）|/【】"“”\n]|跟|给|去|到|拜访|走访|见|约|找|联系|回访|跟进|走访|和|对|帮|把|从|在/,
  /是|叫|由|与|的|了|过|下|看看|查查|问问|催催|[催查搜陪等趟听]|[那这]个|[今明昨后前]天|刚刚|刚才|然后|另外|还有/,
  /接着|[上下中]午|最近|周[一二三四五六日]/,
)})$`;
/** 仉姐来电，积木模具下周三试模: what is told of begins with a thing. */
const TOLD_BEFORE = /(?:来电|来信|[说讲]|反馈|表示|提到|回复|(?:电话|微信|邮件)[里上]?)[,，:：]\s?$/;
const isOneWord = (body: string) => body.length > 1 && wordsIn(body).length === 1;

export const LONGEST_NAME = 14;

export interface Parts {
  start: number;
  endingStart: number;
  end: number;
  /** Somebody whose name is sure, or a day, follows at once: 沪东气体蔺工. */
  beforeSomebody: boolean;
  /** The same behind 的: 渔港冷链的应经理. */
  ofSomebody: boolean;
}

/** Ordinary words, not a name: 以前是, 自己开发, 在等总部. Invented names mostly fall into single characters. */
export function isPhrase(body: string): boolean {
  const parts = wordsIn(body);
  return (
    parts.some((part) => words.PARTICLES.test(part) || words.ORDINARY_WORDS.has(part)) ||
    parts.every((part) => CUT_SET.has(part) || words.TRADE_WORDS.has(part))
  );
}

/** 派人修胶印机 */
const SENDS_SOMEBODY = /^(?:派|让|叫|请|找|安排).{1,3}[修装换调试送取看量查]$/;

/** 给新厂房配一套中央厨房设备, 来问H型钢: what they want, and that they ask for it. */
const WANTS =
  /[配要买订换装上加做拿拉采][一两二三四五六七八九十几\d]+[套台批条部辆块把张]|^(?:又|再|还|也|刚)?(?:来|在|想)?[问催](?=.)(?<!^问)/;

/** 两车乳胶漆, 三号楼电梯 */
const COUNTED =
  /^(?:\d+|[一二两三四五六七八九十几]+)(?:遍|趟|个?小时|分钟|个月|[车箱批桶件台套吨袋盒瓶包捆卷]|号[楼线库门机厂])/;

/** 第一人民医院, 上海第二机床厂 */
const NUMBERED = new RegExp(`^(?:(?:${REGIONS.join("|")})?[省市县区]?)第[一二三四五六七八九十]+$`);

/** 宏达轴承和精工: two houses, of which the second is what others end in. */
const joinsHouses = (body: string) => /[和与及]$/.test(body) && endsLikeCompany(body, body.length - 1);

const isSentence = (body: string, isLoose: boolean) =>
  joinsHouses(body) ||
  words.NOT_IN_COMPANY.test(body) ||
  SENDS_SOMEBODY.test(body) ||
  WANTS.test(body) ||
  COUNTED.test(body) ||
  (isPhrase(body) && !isLoose) ||
  words.NOBODY.test(body.replace(/^[从到在去和与对给](?=.)/, "")) ||
  CUTS.some((cut) => cut.length > 1 && body.endsWith(cut));

/** 不投设备, 的人来公司, 糯米和酱油: the words before a weak ending deny, move or join. */
const NO_NAME_BEFORE = /^[不没未别]|^[科处室部办].?[送寄拿买卖租换要用给发装修]$|[来到去回进在验看送寄]$/;
const joinsThings = (body: string) => /.[和与或及]$/.test(body) && isOrdinary(body.slice(0, -1));
/** A name in question, with what stands around it. */
interface Setting {
  body: string;
  ending: string;
  before: string;
  after: string;
  beforeSomebody: boolean;
  ofSomebody: boolean;
}

/** Reasons against a name before a weak ending. */
const AGAINST: readonly ((setting: Setting) => boolean)[] = [
  (setting) => !mayBeBody(setting.body, setting.ending) && !isTwoTrades(setting) && !isNamedLai(setting),
  ({ body, before }) => isOneWord(body) && !NAMED_HERE.test(before) && !CALLED_CUSTOMER.test(before),
  ({ body, before }) => THING_BODY.test(body) || (ASKED_ABOUT.test(before) && isThing(body)),
  // 炒菜机器人租赁: what is done with a machine.
  ({ body, ending }) => DEEDS.has(ending) && /机器人$|[机车柜器]$/.test(body),
  // 灯光设备56万8, 卡片信息：ordinary words before a figure or a colon tell what it costs or what follows.
  ({ body, before, after }) =>
    isOrdinary(body) && (/^\s?:/.test(after) || (before !== "" && COUNTED_AFTER.test(after))),
  ({ body, ending, after }) => DEEDS.has(ending) && isOneWord(body) && DEED_TALK.test(after),
  ({ body, ending }) => DEEDS.has(ending) && HOW_DONE.test(body),
  // 办公室租赁那个客户: what is asked of us.
  ({ body, ending, after }) =>
    DEEDS.has(ending) && !isCoined(body) && !HOUSES_OF_WORDS.has(body) && /^(?:的)?那个/.test(after),
  // 提了下智能柜台机器人: ordinary words that were spoken of or tried.
  ({ body, before }) => isOrdinary(body) && /(?:[提聊谈看问说讲试推][了过]下?|[提聊谈看问说讲试]下)$/.test(before),
  ({ body }) => isDoneThere(body),
  ({ body, before }) => isOneWord(body) && TOLD_BEFORE.test(before),
  ({ body, ending, before, after, beforeSomebody }) =>
    INVENTED_ONLY.has(ending) &&
    !(isCoined(body) && (beforeSomebody || AFTER_NAME.test(after.slice(0, 3)))) &&
    !(CALLED_CUSTOMER.test(before) && POST_BEHIND.test(after)),
];

/** 教学楼装空调: what is done with the thing, and where. */
const isDoneThere = (body: string) =>
  /..[装修换拆洗租买卖订铺刷]$/.test(body) && !isCoined(body) && !endsLikeCompany(body, body.length);

/** What makes a name of it, whatever the ending may mean besides. */
const FOR: readonly ((setting: Setting) => boolean)[] = [
  ({ body, after }) => isCoined(body) && DEAL_NOUN.test(after),
  ({ after }) => DEAL_AFTER.test(after),
  ({ body, before, after }) => isCoined(body) && GOES_BEFORE.test(before) && DONE_THERE.test(after),
  ({ body, before, after }) => POST_BEHIND.test(after) && (isCoined(body) || CALLED_CUSTOMER.test(before)),
  ({ body, after }) => ROLE_BEHIND.test(after) && !isThing(body),
  ({ ending, after }) => isHouseDeal(ending, after) || isDepartment(ending, after),
];

/** Behind a weak ending only what reads like a name is one. */
function isWeaklyNamed(setting: Setting): boolean {
  if (AGAINST.some((holds) => holds(setting))) return false;
  if (FOR.some((holds) => holds(setting))) return true;
  const { ending, after } = setting;
  return !THING_AFTER.test(after.slice(0, 2)) && (!DEEDS.has(ending) || AFTER_NAME.test(after.slice(0, 3)));
}

/** 路桥集团: the trade itself is the name of a group. */
const isGroup = (body: string, ending: string) => ending === "集团" && body.length === 2;

/** 宝利来超市: 来 is the end of an invented name where nothing stands before it. */
const isNamedLai = ({ body, before }: Setting) => /^..来$/.test(body) && isCoined(body) && NAME_OPENS.test(before);
const NAME_OPENS = /(?:^|[\s,，。;；:：的]|[给跟]|老客户)$/;

/** 渔港冷链的应经理: two trades are a name where somebody or a deal is theirs, and the first is no thing. */
const isTwoTrades = ({ body, ending, after, ofSomebody }: Setting) =>
  ending.length > 1 && ALL_ENDINGS.has(body) && !WEAK.has(body) && (ofSomebody || DEAL_OF.test(after));

const mayBeBody = (body: string, ending: string) =>
  body.length >= 2 &&
  (!ALL_ENDINGS.has(body) || isGroup(body, ending)) &&
  !/^\d/.test(body) &&
  !NO_NAME_BEFORE.test(body) &&
  !joinsThings(body);

/** 环己酮检验合格: an ending that is something one does as well ends a name only where the name is over. */
const DEEDS = new Set(words.DEED_ENDINGS.split("|"));

const STARTS_HERE = /^[\s,，。;；:：!！?？、()（）]?$/;
/** One more character than a word of the dictionary: 新希望. */
const isCoinedPart = (body: string) =>
  body.length === 3 && !wordsIn(body).some((part) => words.PARTICLES.test(part)) && wordsIn(body).length === 2;

/** 市图书馆: of the only one there is, the place is the name. */
const isPublic = (body: string, ending: string) => /^[省市区县镇]$/.test(body) && /[馆院局校台站]$|中心$/.test(ending);

/** 校服样衣面料太薄: what is thin or late is a thing, whatever its word ends in. */
const QUALITY_AFTER =
  /^(?:太|偏|有点|不够|老是|颜色|尺寸|厚度|质量|数量|规格|型号|单价|打样|试样|送样|验收|的(?:颜色|尺寸|厚度|规格|型号|单价|样品|质量|打样))/;

/** 调去越南厂: where it is, and not what it is called. */
const ABROAD = new Set(words.COUNTRIES);
/** 去天津总部谈, 上海分公司的同事, 走工厂价: where a house of theirs or ours is, and what kind of price. */
function isOfTheirs(text: string, { body, ending, end }: { body: string; ending: string; end: number }): boolean {
  const after = text.slice(end, end + 3);
  const isOffice = /公司$|办事处$/.test(ending);
  if (isRegion(isOffice ? body.replace(/[分子总]$/, "") : body))
    return ending === "总部" || (isOffice && /^的?同事/.test(after));
  return /[厂场店]$/.test(ending) && /^价(?!值)/.test(after);
}
const SOME_HOUSE = /^(?:总|分)?(?:厂|工厂|公司|部|办事处|市场|基地)$/;

/** More than a name, or no name: words of a sentence, a thing and how it is. */
function isOtherwise(text: string, { start, endingStart, end }: Parts): boolean {
  const body = text.slice(start, endingStart);
  // 新希望牧业: an ordinary word is a name where it opens the clause and no weak ending follows.
  const isLoose =
    !WEAK.has(text.slice(endingStart, end)) && isCoinedPart(body) && STARTS_HERE.test(text.charAt(start - 1));
  if (isSentence(body, isLoose) && !NUMBERED.test(body)) return true;
  const ending = text.slice(endingStart, end);
  if (ABROAD.has(body) && SOME_HOUSE.test(ending)) return true;
  if (isOfTheirs(text, { body, ending, end })) return true;
  // 给滨江花园酒店送样品: whom one gives to.
  return !isCoined(body) && text[start - 1] !== "给" && QUALITY_AFTER.test(text.slice(end, end + 4));
}

export function isNamed(text: string, parts: Parts): boolean {
  const { start, endingStart, end } = parts;
  const body = text.slice(start, endingStart);
  const ending = text.slice(endingStart, end);
  if (body === "" || end - start > LONGEST_NAME + 4 || isOtherwise(text, parts)) return false;
  if (WEAK.has(ending)) {
    return isWeaklyNamed({
      body,
      ending,
      before: text.slice(Math.max(0, start - 8), start),
      after: text.slice(end, end + 8),
      beforeSomebody: parts.beforeSomebody,
      ofSomebody: parts.ofSomebody,
    });
  }
  return body.length >= 2 || /大学|医院|中学|小学|集团|银行/.test(ending) || isPublic(body, ending);
}
