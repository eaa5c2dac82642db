import type { Correction, SaidMethod } from "../../../models/shared/contracts/extraction";

const said = (words: string) =>
  new RegExp(`(?<=(?:^|[,，。\\s]|(?<!不)是|[成为用])(?:打|发|通过|去|在)?)(?:${words})`, "g");

/** How it was, named to put right what was taken for another way: 不是电话，是上门的. */
export const CORRECTED_METHODS: readonly (readonly [SaidMethod, RegExp])[] = [
  ["visit", said("上门|拜访|登门|走访|当面|见面|面谈")],
  ["meeting", said("开会|会议|视频")],
  ["email", said("邮件")],
  ["wechat", said("微信(?!号|改|是|\\s?[a-zA-Z:：])")],
  ["phone", said("电话(?!里|改|是|号|\\s?[:：\\d])|通话|语音")],
];

/** Words by which a time is told as one that was. */
export const WHEN_IT_WAS = /的事|发生|(?:去|聊|见|谈|打|开|拜访|沟通|来)的/;

/** Beside a way of contact these tell how it went: 电话没人接. */
export const TELLS_MORE = /没人?接|不接|打不通|没打通|关机|占线|没回|不回|拒接|挂了/;

/** What a field is called where its name is all that is said. */
export const FIELD_NAMES: Readonly<Record<string, Correction["field"]>> = {
  金额: "amount", 价格: "amount", 报价: "amount", 价钱: "amount", 预算: "amount",
  时间: "due", 日期: "due", 提醒: "due", 提醒时间: "due",
  电话: "phone", 电话号码: "phone", 手机: "phone", 手机号: "phone", 手机号码: "phone", 号码: "phone",
  微信: "wechat", 微信号: "wechat",
  客户: "company", 客户名: "company", 名字: "name", 姓名: "name", 联系人: "name", 公司: "company", 公司名: "company",
  阶段: "stage", 状态: "stage", 进度: "stage", 方式: "method", 跟进方式: "method",
  内容: "content", 备注: "content", 跟进内容: "content", 记录: "content",
}; // prettier-ignore

/** 电话, 改一下电话, 电话错了: nothing but which field. */
export const FIELD_ALONE =
  /^(?:[改换]一?下?个?)?(?<what>\p{Script=Han}{2,4}?)(?<wrong>(?:不对|错了|写错了?|记错了?|打错了?|有误|要改|改一?下)了?)?[。.!！]?$/u;
