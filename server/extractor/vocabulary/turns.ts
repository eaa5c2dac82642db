/** Words with which a message turns to another matter, at the start of a clause. */
export const TURN =
  /^(?:[一二三四五]是|第[一二三四五六]家|另外|还有|再就是|再有|然后|接着|同时|此外|对了|以及|至于|(?:今天|昨天)?(?:下午|晚上|上午|中午|傍晚|早上)|顺便|顺道|顺路|回头|完了|之后)/;

/** The same in running speech, right before the one it turns to: …下午去了福满楼, …还有南方窑业. */
export const TURN_RIGHT_BEFORE =
  /(?:第[一二三四五六](?:家|个)|[一二三四五]是|另外|还有|再就是|再有|然后|接着|随后|之后|完了|对了|下午|晚上|上午|中午|傍晚|早上)(?:我|就|又|再|还|也)?(?:[去到跑见]了?|拜访了?|走访了?|联系了?|跟进了?下?|跟|给|约了?|打给|是|那个|一个|那边)?(?:那个)?\s?$/;

/** Named together: nothing was said of the first before the second. */
export const JOINERS = /(?:和|跟|与|、|及|以及|还有|或|,|，)\s?$/;

/** Named for what it has to do with the first: it is no customer of its own matter. */
export const RELATIONS =
  /(?:转|转给|对接|介绍|推荐|抄送|被|选了?|(?<![试使采适作费])用了?|换成|不是|而是|比|从|去|在|来自|输给|跳到|跳槽到?|调到|调去|分公司|集团|总部|隶属|属于|旗下|下属|的客户|的供应商|代理商?|联合|挂靠)(?:的|是)?$/;

/** 张总那边, 恒达那家: the speaker moves over to them. */
export const THAT_SIDE = /^(?:那边|那家|那头|那里|这边|那儿)/;

/** Behind a person: what they are, so they belong to the matter at hand. */
export const POST_OF_ANCHOR = /^(?:是|负责|也?在场|也?在(?=[,，。]|$)|也?参加|主持|陪同|做主|拍板|管|分管|当|\()/;

/** A contact of its own right behind the name. */
export const CONTACT_AGAIN =
  /拜访|见了|见面|电话|微信|聊|谈|去了|回访|走访|联系|约|发|说|反馈|要|问|签|报价|试|来|回|嫌|觉得|答应|同意|付|打|下单|下了|确认|不(?:要|想|打算|考虑)|拒/;

/** 刚跟武经理打完电话: a contact of its own, whoever was spoken of before. */
export const JUST_NOW = /^刚(?:才|刚)?(?:又)?(?:跟|和|给|接到|收到|微信|打给|联系|见)/;

/** Where one went, at the start of a sentence. */
export const OPENS_VISIT = /^(?:我|刚才?|刚刚|今天|昨天|前天|上午|下午|早上|中午|晚上|又)+(?:从|去了?趟?|到了?|在)$/;

/** 今天跑了两家, 打了一圈电话: several were met, and how one met the first holds for all of them. */
export const WENT_ROUND =
  /[跑走拜访见去打聊]了[一两二三四五六七八九十几\d]+(?:家|位|个(?:点|客户|地方|厂|店|单位|电话)|处|通电话)|(?:打|跑|转|走|问)了一圈/;
