import type { SaidMethod } from "../../../models/shared/contracts/extraction";

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
