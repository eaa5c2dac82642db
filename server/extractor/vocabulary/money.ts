import { either, pattern } from "../../../models/shared/values/pattern";

/** What a figure is, told by the words before it in its clause; the last word before the figure decides. */
export const MONEY_ROLES = {
  /** Agreed, offered or asked for: what the deal is worth. */
  deal:
    "合同额|合同价|合同金额|合同总价|合同款|总合同|合同|签约金额|成交价|成交|总金额|总价款|总价|总额|总共|一共|合计|总计|共计|金额|报价|报了|报的|报出|报到|报给|报|" +
    "价格|价钱|定价|订单|下单|签了|签约|签下|签|单子|这单|那单|商机|项目款|货款总额|还价|压到|砍到|砍价到|谈到|降到|降至|优惠到|让到|还到|改成|改为|改到|调整为|调整到|" +
    "调到|涨到|做到|最终|最后|中标价|中标|投标价|投标|标的|标价|肯出|能出|只出|愿意出|出价|开价|要价|底价|卖|拿下|定在|定为|敲定|到手价|含税价|含税|更新为|更新到|变成|变为",
  budget: "预算|预估|预计|计划投入|打算投|投入|打算花|准备花|批了|拨了|经费|额度|资金|可以考虑",
  part:
    "首付款|首付|首款|预付款|预付|定金|订金|尾款|余款|进度款|质保金|保证金|押金|首期款|首期|二期款|一期款|到账|到帐|回款|打款|打了|打过来|汇款|汇了|转账|转了|付了|付款|" +
    "已付|先付|支付|收到|收款|收了|欠款|欠|开票|发票|剩余|剩下|还剩|余下",
  /** The price of one piece, one month, one head. */
  unit:
    "单价|每台|每套|每个|每件|每吨|每公斤|每斤|每平米|每平方|每平|每米|每片|每只|每箱|每人|每月|每年|每天|每次|" +
    "每台套|一台|一套|一件|一吨|一个月|一个人|一平|一平米|一片|一只|一箱|月租|年费|日租|时薪|月薪|底薪|均价|台均",
  difference:
    "加价|加收|另加|便宜了|便宜|贵了|贵|差了|相差|差价|差|少了|少|多了|高了|高出|高|低了|低|降了|降价|再降|让了|让利|" +
    "再让|优惠了|优惠|立减|减了|减|省了|节省|节约|省|涨了|涨价|上浮|下浮|砍了|砍掉|砍|返利|返点|返|折让|抹掉|抹去|" +
    "抹零",
  /** Money that is not the deal's: freight, wages, the customer's own figures, a rival's price. */
  aside:
    "隔壁|同行|赔了|赔|补偿|退还|运费|邮费|物流费|差旅费|住宿费|餐费|人工费|安装费|培训费|维护费|服务费另算|税费|" +
    "关税|房租|租金|工资|薪资|奖金|提成|佣金|罚款|赔偿|违约金|损失|营业额|营收|年营收|流水|年产值|产值|" +
    "销售额|年销|年采购量|采购量|利润|毛利|净利|注册资本|注资|融资|估值|市值|投资|贷款|成本|红包|礼品|竞品报价|" +
    "对手报价|别家报价|人家报价|他们家报|竞争对手报|对手报|别家报|人家报|友商报|竞品报|他家报|那家报|同行报",
} as const;

export type MoneyRole = keyof typeof MONEY_ROLES | "plain";

/** A deal's figure comes before a budget, a budget before a part payment. */
export const ROLE_RANK: Readonly<Record<MoneyRole, number>> = {
  deal: 4,
  plain: 3,
  budget: 2.5,
  part: 1,
  unit: 0,
  difference: 0,
  aside: 0,
};

/** What is counted rather than paid. After a figure these words make it a quantity. */
export const QUANTIFIERS =
  "枚册尾羽捆节列盆束棵桌罐听杯碗双副幅剂针枝朵扎令樘卷台套件只张份条根吨斤克升米平方亩人位名户家次场天年月日号点度页米把支瓶桶箱包袋盒辆艘架座栋间层门扇块片组批款种颗粒株头匹头口辈岁届级代期" +
  "%％‰℃";

/** Longer words that make a figure a quantity or a name. */
export const NOT_MONEY_AFTER = pattern("i")`^\s*(?:${either(
  /公里|公斤|公顷|千米|千克|千瓦|平米|平方|立方|毫米|厘米|英寸|分钟|小时|工作日|个月|个人|个点|个工作|强企|强|多人/i,
  /多台|多家|余人|余台|余家|来人|来台|来家|屏|像素|分辨率|高清|粉丝|用户|会员|步|里|字|倍|折|成(?![交本])|mah|ma|kw/i,
  /kwh|hz|mb|gb|tb|mm|cm|km|kg|ml|rpm|pcs|dpi|ppm|[gG](?![a-z])|(?:s(?:ku)?)(?![a-z])/i,
)})`;

export const FOREIGN =
  /^\s*(?:美元|美金|美刀|刀|欧元|欧|英镑|日元|日币|港币|港元|台币|韩元|韩币|澳元|澳币|加元|新元|卢布|泰铢|越南盾|usd|eur|gbp|jpy|hkd|krw|aud|cad|sgd)/i;
export const FOREIGN_BEFORE = /(?:\$|€|£|usd|eur|gbp|jpy|hkd|us\$|hk\$|美元|美金|欧元)\s*$/i;

export const HEDGE_BEFORE =
  /(?:大概|大约|大致|约莫|约|差不多|将近|接近|近|估计|估摸|预计|可能|也就|左右|小)\s*(?:在|是|有|要)?\s*$/;
export const HEDGE_AFTER = /^\s*(?:左右|上下|出头|的样子|样子|多点|多一点|来块|多)/;
export const UP_TO_BEFORE = /(?:不超过|不超|不到|不足|不高于|最多|至多|顶多|控制在|以内|封顶|上限)\s*(?:是|在|到)?\s*$/;
export const UP_TO_AFTER = /^\s*(?:元|块)?\s*(?:以内|之内|以下|封顶|内(?!部|容|存|网)|打住|不到)/;
export const FROM_BEFORE = /(?:不低于|不少于|至少|最少|起码|起步价?|超过|超|高于|下限)\s*(?:是|要|在)?\s*$/;
export const FROM_AFTER = /^\s*(?:元|块)?\s*(?:起步|起(?!来|草|诉|码|初)|以上|往上|打底|开外|\+)/;

/** 我们报了118万，装饰公司那边报了99万: before a figure, who else quotes behind us. */
export const QUOTED_AFTER_US =
  /我们(?:这边)?报(?:了|价)?(?:是|的)?\s?[\d.一二两三四五六七八九十百]+\s?[万wW][^,，。;；]{0,6}[,，](?!我们|他们?(?:还|要)|她|客户|对方)[^,，。;；\d我咱]{2,12}报(?:了|价|的是?|是)*\s?$/;

/** In the clause before a figure: it is a rival's, of another time, or only wished for. */
export const NOT_OF_THIS_DEAL: readonly RegExp[] = [
  pattern()`(?:${either(
    /竞品|竞争对手|对手|友商|别家|别人家?|另一?家|某[\u4e00-\u9fa5]{0,3}(?:家|厂|公司)/,
    /(?:有|还有|另有)(?:一|个|那么一)?家[\u4e00-\u9fa5]{0,4}|(?:外地|本地|当地|外省)(?:一家|的?厂家?|的?公司|同行)/,
    /其他家|其他几家|隔壁|同行|对面/,
  )})[^我咱]{0,16}$`,
  /(?:去年|前年|大前年|往年|上一年|上年度?|早几年|前几年|以前每年)[^今现]{0,20}$/,
  /[（(](?:原来|原先|之前|先前|上次|最早|一开始|原)(?:的|报价?|给|说|价|是|了|的是)*\s?$/,
  /(?:到现在|至今|累计|截[至止]目前)[^,，]{0,8}$/,
  /(?:最低|最高|第[一二三])(?:的|价|家|名)?[^我咱]{0,4}报[^我咱]{0,6}$/,
  /(?:要是|如果|假如|假设|万一|除非|就算|哪怕|倘若)[^就那]{0,20}$/,
];
