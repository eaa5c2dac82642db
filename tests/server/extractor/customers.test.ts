import { readMessage } from "../../../server/extractor/readMessage";

const now = new Date("2026-11-22T10:00:00+08:00");

/** `name@company` of the customers of every matter. */
const customersIn = (text: string) =>
  readMessage(text, { now }).matters.map(({ customers }) =>
    customers.map(({ name, company }) => `${name?.value ?? ""}@${company?.value ?? ""}`),
  );
const amountsIn = (text: string) => readMessage(text, { now }).matters.map(({ amount }) => amount?.value.amount);

describe("two customers in two sentences are two matters", () => {
  it.each([
    ["老刘那边的合同盖好章了，总价22.5万。昌盛钢琴城穆店长嫌调律服务太慢。", ["老刘@"], ["穆店长@昌盛钢琴城"]],
    ["王总原来说80万，今天只出72万。昨天去朗月家纺见了欧阳总，他们要换系统。", ["王总@"], ["欧阳总@朗月家纺"]],
    ["聚能光伏的单子涨到66万了。南湖区政务中心邱科长通知我们没中标。", ["@聚能光伏"], ["邱科长@南湖区政务中心"]],
    ["约到了中联水泥的巫总。刚跟瑞康医院的秦科长打完电话，下周三开标。", ["巫总@中联水泥"], ["秦科长@瑞康医院"]],
    ["认识了腾龙钢管的荆董，互换了名片。桂林米粉连锁的秦岚说太贵。", ["荆董@腾龙钢管"], ["秦岚@桂林米粉连锁"]],
    ["和恒鑫担保的查经理对了条款。刚跟武经理打完电话，他要八吨涂料。", ["查经理@恒鑫担保"], ["武经理@"]],
    ["鲍老师不打算换供应商。聂总回复方案可以。", ["鲍老师@"], ["聂总@"]],
    // Who comes up in a sentence of their own may be somebody else: whose they are is not guessed.
    ["兴隆养鸡场的包场长下单了，定金明天打。给席律师发了协议，要再商量。", ["包场长@兴隆养鸡场"], ["席律师@"]],
    ["星河影业付了30%定金，12万；老鞠的尾款到账了，4万6。", ["@星河影业"], ["老鞠@"]],
    ["乔工反馈精度不够，要求换货。星河影业付了定金。", ["乔工@"], ["@星河影业"]],
    ["去了鼎盛科技。张总那边要报价。", ["@鼎盛科技"], ["张总@"]],
    ["天工钢构苗工复检过了。柏敏园长@晨曦幼教 约了12/9看样品", ["苗工@天工钢构"], ["柏敏@晨曦幼教"]],
    ["星河影业的人来验货。要是能压到30万以内，裘工说他能拍板；和岑总吃了饭。", ["裘工@星河影业"], ["岑总@"]],
  ])("%s", (text, ...customers) => expect(customersIn(text)).toEqual(customers));

  it("gives each the money said of it", () => {
    expect(amountsIn("聚能光伏的单子涨到66万了。南湖区政务中心邱科长说预算12万。")).toEqual([66_000_000, 12_000_000]);
  });

  it("but two of one house, or one named again, are one", () => {
    expect(customersIn("拜访了华星科技的李经理，预算30万。王工是技术负责人。")).toEqual([
      ["李经理@华星科技", "王工@华星科技"],
    ]);
    expect(customersIn("张总说下周签。华星科技的张总要发票。")).toEqual([["张总@华星科技"]]);
    expect(customersIn("华星科技的张总说可以。他们李工要看图纸。")).toEqual([["张总@华星科技", "李工@华星科技"]]);
    expect(customersIn("华星科技的张总说可以。技术部李工要看图纸。")).toEqual([["张总@华星科技", "李工@华星科技"]]);
    expect(customersIn("去了华星科技，聊得不错。张总说可以签。")).toEqual([["张总@华星科技"]]);
    expect(customersIn("跟张总聊了。他是华星科技的。")).toEqual([["张总@华星科技"]]);
  });
});

describe("run-on speech", () => {
  it.each([
    [
      "今天跑了三家永昌鞋业逄总把合同签了二十六万沪东气体蔺工嫌价格高要再想想最后一家童趣玩具没见到仉姐",
      ["逄总@永昌鞋业"],
      ["蔺工@沪东气体"],
      ["仉姐@童趣玩具"],
    ],
    ["老王那边合同签了二十万小李说他们还在走流程", ["老王@"], ["小李@"]],
    ["华强电子的采购说下周一来验厂对了那个温州的客户陈老板款到了八万六", ["@华强电子"], ["陈老板@"]],
    ["好消息康泰生物的单子拿下了三十八万", ["@康泰生物"]],
    ["合同回执腾飞教育已经收到了", ["@腾飞教育"]],
    ["明天去宏景装饰量尺寸", ["@宏景装饰"]],
    ["秦总监说包装要换明天我寄新样过去然后仁和口腔那边闻医生说培训改到周五", ["秦总监@"], ["闻医生@仁和口腔"]],
  ])("%s", (text, ...customers) => expect(customersIn(text)).toEqual(customers));
});

it("the name on their own papers is no rival", () => {
  const [matter] = readMessage("尤总监说抬头要换成金鼎实业有限公司月底之前重开", { now }).matters;
  expect(matter?.competitors).toEqual([]);
});

describe("nobody is invented", () => {
  it.each([
    ["童趣玩具仉姐来电，积木模具下周三试模", ["仉姐@童趣玩具"]],
    ["王总轴承再来300套", ["王总@"]],
    ["尹工下个月调去越南厂，新来的是个博士", ["尹工@"]],
    ["软件外包那个单子，张总说要加移动端", ["张总@"]],
    ["佘老板 12-1 20:14\n机芯再来500只\n我 12-1 20:20\n好嘞佘老板 后天发货", ["佘老板@"]],
    ["仇总 7/14 18:20\n小李，尾款月底打\n我 7/14 18:25\n好的", ["仇总@"]],
    ["工程部老葛带队去，张总那边后天验收", ["张总@"]],
  ])("%s", (text, customers) => expect(customersIn(text)).toEqual([customers]));

  it("and the fields of a form are of whom it is about", () =>
    expect(customersIn("客户：城西轮胎\n联系人：眭总 13266660004\n下一步：12月9日技术交流")).toEqual([
      ["眭总@城西轮胎"],
    ]));
});

describe("what a customer speaks of is no second customer", () => {
  it.each([
    ["康瑞医疗的蓝主任说科室讨论过了，超声设备先不买，明年再申请预算", ["蓝主任@康瑞医疗"]],
    ["宏达酒店的丁经理来电，说布草租赁的合同到期不续了", ["丁经理@宏达酒店"]],
    ["城西物业的邹经理说绿化养护的合同下个月到期，让我们报价", ["邹经理@城西物业"]],
    ["新锐传媒的车身广告投放，麦总签字了，全年12.6万", ["麦总@新锐传媒"]],
    ["万和商场的外墙装饰，葛总定了方案", ["葛总@万和商场"]],
    ["终于见到城建三公司的项目经理尹国栋，钢模板租赁他们认可", ["尹国栋@城建三公司"]],
    ["见了安泰化工的柏总，储罐漏过两次，明年会统一招标", ["柏总@安泰化工"]],
    ["翰林学校的沈校长说食堂设备他们领导不同意", ["沈校长@翰林学校"]],
    ["佳和超市的魏店长说冷柜设备不买了", ["魏店长@佳和超市"]],
    ["见了鹏程制药的董工，冻干机他们想租不想买", ["董工@鹏程制药"]],
    ["/新客户 顺达汽配城 老仝 13700040056 做发动机配件批发的", ["老仝@顺达汽配城"]],
    ["龙门吊那个客户 鲁工 说轨距量错了", ["鲁工@"]],
    ["注塑机那个客户 康经理 说要换螺杆", ["康经理@"]],
    ["海天食品的贾总说换了负责人，以后找小刘", ["小刘@海天食品"]],
    ["客户：瑞安阀门 隗总\n内容：球阀年框招标，预计800万\n下一步：12月9日前递交资格预审", ["隗总@瑞安阀门"]],
    ["单位：利民超市 / 尚店长\n事项：收银设备更换\n下一步：周四上门看", ["尚店长@利民超市"]],
    ["客户：永安物业；内容：电梯维保续签；下一步：周一签合同", ["@永安物业"]],
  ])("%s", (text, customers) => {
    const named = customersIn(text);
    expect(named).toHaveLength(1);
    expect(named[0]).toEqual(expect.arrayContaining(customers));
    expect(named[0]?.filter((one) => one.split("@")[1] !== customers[0]?.split("@")[1])).toEqual([]);
  });

  it.each([
    ["天元化工的孟总说方案可以，佳美日化也想要一份报价", ["孟总@天元化工"], ["@佳美日化"]],
    ["周五去利民超市送货。长城物业的合同到期了", ["@利民超市"], ["@长城物业"]],
    ["云端酒店的郁总说可以，阳光物业的合同也签了", ["郁总@云端酒店"], ["@阳光物业"]],
    ["今天联系了两家，金龙汽车先不买，长江医疗要报价", ["@金龙汽车"], ["@长江医疗"]],
    ["海川的王经理说价格有点高，另外鼎盛那边合同签了", ["王经理@海川"], ["@鼎盛"]],
    ["签了！星辉舞台的合同今天盖完章，灯光设备56万", ["@星辉舞台"]],
    ["给海纳教育寄了样书，另外康达设备的合同到了", ["@海纳教育"], ["@康达设备"]],
    ["今天拜访金源置业的贺总，顺路去了万和物业，他们要报价", ["贺总@金源置业"], ["@万和物业"]],
    ["今天去了两家，金鼎商场谈了LED大屏，银泰超市谈了收银机", ["@金鼎商场"], ["@银泰超市"]],
    ["长宁医院的闵主任推荐了同德医疗", ["闵主任@长宁医院", "@同德医疗"]],
    ["客户：瑞安阀门 隗总\n内容：要报价\n客户：同德医疗 邵总\n内容：要合同", ["隗总@瑞安阀门"], ["邵总@同德医疗"]],
  ])("but who is another one is: %s", (text, ...customers) => expect(customersIn(text)).toEqual(customers));
});

describe("whoever took our place or is held up against our price is a rival", () => {
  it.each([
    ["/跟进 天工机床 费总 还是嫌贵，咱们报的42万，他说津门机床才39万", ["津门机床"]],
    ["桂花食品的樊总嫌贵，我们报了30万，他说同福包装才27万", ["同福包装"]],
    ["云上酒店集团的欧阳静来电话，说布草洗涤的合同到期不续了，换了洁雅", ["洁雅"]],
    ["宏达物业的田经理来电话不续约了，换了安洁保洁", ["安洁保洁"]],
    ["天虹商场的水总监说不用我们了，选了凯越", ["凯越"]],
    ["/商机 鸿运冷链 输单 选了冰河冷链", ["冰河冷链"]],
    ["/商机 大唐酒店 输单 选了金马布草", ["金马布草"]],
    ["/商机 长城物业 丢单，最后给了恒信保安", ["恒信保安"]],
    ["今天去了瑞丰食品，常总说他们换了佳美包装，我们没戏了", ["佳美包装"]],
    ["拜访德盛钢构的常总，涂装设备他觉得贵，青岛涂装只要60万", ["青岛涂装"]],
    ["去了趟永诚置业，景观工程包给鼎力园林了，咱们出局", ["鼎力园林"]],
    ["利民超市尚店长说在用海鼎软件，不想换", ["海鼎软件"]],
    ["去碧湖大酒店，漆女士说还在跟金丝莱纺织比价，周五给我答复", ["金丝莱纺织"]],
    ["鼎信钢构的褚经理打电话来问H型钢的价，他觉得比沙钢贵", ["沙钢"]],
    ["/跟进 永钢贸易 车总 螺纹钢涨价他接受不了，去找马钢拿货了", ["马钢"]],
    ["长城物业的水总在跟恒信保安对比", ["恒信保安"]],
    ["今天被金盾安防的人截胡了，海天小区那个监控项目", ["金盾安防"]],
    ["鼎信钢构的褚经理觉得比上次贵", []],
    ["鼎信钢构的褚经理说比市场价贵", []],
    ["鼎信钢构的褚经理嫌比同行贵", []],
    ["鼎信钢构的褚经理说跟王总比价", []],
    ["鼎信钢构的褚经理让我找财务拿货", []],
    ["华星科技的李总说安装费才2万", []],
    ["华星科技的李总说超声设备才3万", []],
    ["恒信物业的祝总说单子丢了，换了领导", []],
    ["东方纺织的薄总说换了手机", []],
    ["康健医疗的吴科长说保修不续了，换了滤芯", []],
    ["鼎新家具的岳总说在用叉车，不急", []],
    ["永昌鞋业逄总签给了我们，26万", []],
    ["天元化工的孟总把样品给了小李", []],
    ["嘉禾食品的龚总说他们换了包装，预算只要3万", []],
    ["把报价给了同福包装，康健医疗的还没发", []],
    ["康健医疗的吴科长说给了华星科技报价", []],
  ])("%s", (text, rivals) => {
    const matters = readMessage(text, { now }).matters;
    expect(matters.flatMap(({ competitors }) => competitors.map(({ value }) => value))).toEqual(rivals);
    const money = matters.flatMap(({ amount }) => amount?.source.text ?? []);
    expect(money.filter((sum) => /39|27|60/.test(sum))).toEqual([]);
  });
});

describe("what somebody wants, asks for or insures is no house", () => {
  it.each([
    ["聚丰食品的康总说先不换，倒是想给新厂房配一套中央厨房设备", "康总@聚丰食品"],
    ["聚丰食品的康总要给食堂装三台蒸汽锅炉", "康总@聚丰食品"],
    ["鼎信钢构的褚经理打电话来问H型钢的价", "褚经理@鼎信钢构"],
    ["下礼拜一之前把团险报价发给佟姐", "佟姐@"],
    ["周五之前把雇主险方案发给佟姐", "佟姐@"],
    ["去碧湖大酒店，客房总监漆女士周五给我答复", "漆女士@碧湖大酒店"],
    ["今天去和药房经理李梅谈补货", "李梅@"],
    ["昨天下午在西郊泵站和他们的阮工、老鲍量了尺寸", "阮工@西郊泵站,老鲍@西郊泵站"],
    ["天润乳业要两吨发酵剂，走工厂价", "@天润乳业"],
    ["昌盛集团的郝总约我下周二去天津总部谈", "郝总@昌盛集团"],
    ["许总的厂子搬到开发区了", "许总@"],
    ["兴业银行网点装修，报了2万6", "@兴业银行"],
    ["今天签了个小单，九千六，老板姓仝", "仝@"],
    ["找小单说一下样品的事", "小单@"],
    ["好运搬家公司的许总要报价", "许总@好运搬家公司"],
    ["/跟进 福田医院 后勤科 汪科长 样品收到", "汪科长@福田医院"],
    ["在万豪酒店大堂见王总", "王总@"],
    ["下午两点在万达广场星巴克见融创的招采经理", ""],
    ["远见王总要报价", "王总@远见"],
    ["巨人网络周年庆礼品，500份", "@巨人网络"],
    ["上午去了宏达轴承和恒泰阀门", "@宏达轴承,@恒泰阀门"],
    ["精工说再等等", ""],
    ["泰和精工的李总要报价", "李总@泰和精工"],
    ["太平洋保险的佟姐要报价", "佟姐@太平洋保险"],
    ["问鼎科技的李总要报价", "李总@问鼎科技"],
  ])("%s", (text, who) => expect(customersIn(text).flat().join()).toBe(who));
});

describe("whoever quotes beside a customer is a rival, a thing or a house of ours is none", () => {
  it.each([
    "/跟进 海晟船配 丘经理 螺旋桨报了7.2万",
    "德胜机械报价50万，何总刚电话确认的",
    "今：金诺检测 支主任，仪器校准报价2.6w",
  ])("%s", (text) => expect(readMessage(text, { now }).matters.flatMap(({ competitors }) => competitors)).toEqual([]));
});

describe("an odd name is a house, and nothing in it a time, an amount or a thing", () => {
  it.each([
    ["58到家那边要十台打印机，周五前报价", "@58到家"],
    ["明天教育的李校长要续费，3万6", "李校长@明天教育"],
    ["/跟进 明天教育 下周二续费", "@明天教育"],
    ["六个核桃的采购张经理说样品不错", "张经理@六个核桃"],
    ["一点点的钱店长要加三台制冰机", "钱店长@一点点"],
    ["向阳红的赵总说合同下周寄", "赵总@向阳红"],
    ["海川的王总催发货", "王总@海川"],
    ["安泰 侯主任 监护仪10台 68w", "侯主任@安泰"],
  ])("%s", (text, customer) => {
    const reading = readMessage(text, { now });
    expect(customersIn(text)).toEqual([[customer]]);
    const values = reading.matters.flatMap(({ products, nextActions }) => [
      ...products.map(({ value }) => value),
      ...nextActions.flatMap(({ due }) => due?.source.text ?? []),
    ]);
    expect(values.filter((value) => customer.includes(value))).toEqual([]);
  });

  it("but a day, a quantity and a bit more stay what they are", () => {
    const dueOf = (text: string) =>
      readMessage(text, { now }).matters.flatMap(({ nextActions }) => nextActions.map(({ due }) => due?.from));
    expect(dueOf("明天去教育局送标书")).toEqual(["2026-11-23"]);
    expect(customersIn("王总说再便宜一点点就签")).toEqual([["王总@"]]);
    expect(customersIn("三一重工的李工问交期")).toEqual([["李工@三一重工"]]);
  });

  it("nor is a known house read as a day", () => {
    const known = [{ name: "三月花店", kind: "company" as const }];
    const [matter] = readMessage("三月花店要十盆绿萝", { now, knownNames: known }).matters;
    expect(matter?.customers.map(({ company }) => company?.value)).toEqual(["三月花店"]);
    expect(matter?.nextActions).toEqual([]);
  });
});

describe("whoever was named in full is addressed by the surname", () => {
  it("is one person", () => expect(customersIn("认识了做跨境的柯建平，柯总说9月要走三个柜")).toEqual([["柯建平@"]]));
  it("unless both are named together", () =>
    expect(customersIn("拜访了华星科技的李建国和李总")).toEqual([["李建国@华星科技", "李总@华星科技"]]));
});

it("takes no ordinary word before somebody for a house where one was named", () => {
  expect(customersIn("去给白鹭湾民宿装热水器阮大姐管了顿饭")).toEqual([["阮大姐@白鹭湾民宿"]]);
});
