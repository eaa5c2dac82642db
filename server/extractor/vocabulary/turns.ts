import { either, pattern } from "../../../models/shared/values/pattern";

/** Words with which a message turns to another matter, at the start of a clause. */
export const TURN =
  /^(?:[一二三四五]是|第[一二三四五六]家|另外|还有|再就是|再有|再[去到跑]|然后|接着|同时|此外|对了|以及|至于|(?:今天|昨天)?(?:下午|晚上|上午|中午|傍晚|早上)|顺便|顺道|顺路|回头|完了|之后)/;

/** The same in running speech, right before the one it turns to: …下午去了福满楼, …还有南方窑业. */
export const TURN_RIGHT_BEFORE = either(
  /(?:第[一二三四五六](?:家|个)|[一二三四五]是|另外|还有|再就是|再有|再(?=[去到跑])|然后|接着|随后|之后|完了|对了|下午|晚上|上午|中午|傍晚|早上)(?:我|就|又|再|还|也)?(?:[去到跑见]了?|拜访了?|走访了?|联系了?|跟进了?下?|跟|给|约了?|打给|是|那个|一个|那边)?(?:那个)?\s?$/u,
  /(?:对了|另外|还有|再就是)(?:那个|有个)?(?:\p{Script=Han}{2,4}的)?老?客户\s?$/u,
);

/** …对了那个温州的客户陈老板: named as another customer. */
export const ANOTHER_CUSTOMER = /(?:对了|另外|还有|再就是)(?:那个|有个)?(?:\p{Script=Han}{2,4}的)?老?客户\s?$/u;

/** Named together: nothing was said of the first before the second. */
export const JOINERS = /(?:和|跟|与|、|及|以及|还有|或|,|，)\s?$/;

/** Named for what it has to do with the first: it is no customer of its own matter. */
export const RELATIONS = pattern()`(?:${either(
  /转|转给|对接|介绍|推荐|抄送|被|选了?|(?<![试使采适作费])用了?|换成|不是|而是|比|从|去|在|来自|输给|跳到|跳槽到?/,
  /调到|调去|分公司|集团|总部|隶属|属于|旗下|下属|抬头(?:是|为|改成?|换成)?|的客户|的供应商|代理商?|联合|挂靠/,
)})(?:的|是)?$`;

/** 张总那边, 恒达那家: the speaker moves over to them. */
export const THAT_SIDE = /^(?:那边|那家|那头|那里|这边|那儿)/;

/** Behind a person: what they are, so they belong to the matter at hand. */
export const POST_OF_ANCHOR = /^(?:是|负责|也?在场|也?在(?=[,，。]|$)|也?参加|主持|陪同|做主|拍板|管|分管|当|\()/;

/** 李工也同意: what they do with the one before. */
export const SHARES_IT = /^(?:也|都|还)?(?:同意|赞成|支持|认可|觉得|补充|陪|一起|跟着|在旁边|旁听)|^也(?:说|来|去|在)/;

/** A sentence that goes on with whom was named: 他们李工…, 联系人…, 不对…. */
export const STAYS =
  /^\s*(?:不对|不是|错了|说错|打错|写错|记错|更正)|[他她它]们?|对方|(?:公司|单位|厂|店|客户)(?:是|叫|:|：)|(?:联系人|对接人|对接的人|负责人|经办人|电话|地址|备注|姓名)[是:：]?|陪同|介绍|推荐|转给|让(?:我们?)?(?:找|联系|加)/;

/** 采购部的李姐, 技术李工: a department is of the house named before. */
export const DEPARTMENT_BEFORE =
  /(?:采购|技术|财务|行政|人事|工程|生产|设备|信息|仓库|质检|品质|法务|商务|销售|市场|后勤|研发|经理|总监|主管|主任|老板|厂长)(?:部门?|科|处|室|中心)?(?:那边|这边)?的?$/;

/** What leads up to the one who is named behind it. */
export const SUBORDINATE =
  /^\s*(?:要是|如果|假如|只要|除非|虽然|虽说|因为|由于|为了|听说|据说|原来|本来|不好意思|抱歉|尾款|定金|首付|好消息|坏消息)/;

/** 老鞠的尾款, Wendy那单: a deal of their own. */
export const OWN_DEAL =
  /^(?:的)?(?:那单|那个单|那批|那笔|这单|这笔|尾款|首付|定金|货款|合同|单子|订单|项目|报价|样品|货|发票|回款)/;

/** 跟张总…, 给席律师发…: a talk of the sender's own with them. */
export const CONTACT_WITH =
  /(?:跟|和|给|与|约了?|见了?|请|陪|联系了?|拜访了?|打给|电话|微信|新?加了?|收到了?|碰到了?|遇到了?)\s?$/;

/** 去了海川: who is told of next was met there. */
export const WENT_THERE = /[去到在来跑]|拜访|走访|上门|回访|考察|参观|见|约|聊|谈|开会/;

/** Where one went, at the start of a sentence. */
export const OPENS_VISIT =
  /^(?:我|刚才?|刚刚|今[天早晚儿]|昨[天晚儿]|前天|上午|下午|早上|中午|晚上|傍晚|又|上?周[一二三四五六日末])*(?:从|去了?趟?|到了?|在|被)$/;

/** 今天跑了两家, 打了一圈电话: several were met, and how one met the first holds for all of them. */
export const WENT_ROUND =
  /[跑走拜访见去打聊]了[一两二三四五六七八九十几\d]+(?:家|位|个(?:点|客户|地方|厂|店|单位|电话)|处|通电话)|(?:打|跑|转|走|问)了一圈/;
