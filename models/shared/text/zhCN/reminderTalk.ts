/** How a reminder that is still ahead is called off or moved, and what is said back. */
export const reminderTalk = {
  cancel: [
    /^(?:帮我|麻烦|请|给我|那就|把)*(?:取消|撤掉|删除|删掉?|去掉|关掉|关闭|不要(?!忘))(?:了|一下)?(?<what>[^,，。;；\n]{0,20}?)(?:的|那个|那条)*(?:提醒|闹钟)(?:了|吧|啦|一下)*[。.!！\s]*$/u,
    /^(?:帮我|麻烦|请|把)*(?<what>[^,，。;；\n]{1,20}?)(?:的|那个|那条)*(?:提醒|闹钟)(?:给我|帮我|都|先)*(?:取消|删|撤|去|关|不要|不用)(?:掉|除|了|吧|啦|一下)*[。.!！\s]*$/u,
    /^(?:不用|不要|别|不需要|不必)(?:再)?提醒我(?<what>[^,，。;；\n]{2,20}?)(?:了|啦|吧)*[。.!！\s]*$/u,
  ],
  move: /^(?:帮我|麻烦|请|把)*(?<what>[^,，。;；\n]{0,20}?)(?:的|那个|那条)*(?:提醒|闹钟)(?:的?时间)?(?:给我|帮我)?(?:改|推迟|推后|延后|延|推|提前|挪|调|换)(?:到|成|为|至|在)?(?<when>.+)$/u,
  /** Nothing else may stand behind the time: …提醒改到周五交货 tells of something. */
  onlyTime: /^(?:吧|了|啊|哈|再说|再提醒|提醒我?|[。.!！\s])*$/u,
  /** What of the words tells nothing of which it is. */
  filler: /^(?:那个|那条|那|我的?|这个|要|去)+|(?:的|那个|那条|那)+$/gu,
  everything: /^(?:所有|全部|一切|每个|全)/u,
  none: (what: string) => (what ? `没有“${what}”的提醒` : "没有要响的提醒"),
  noneHelp: "还没到点的提醒都在“今天”里。",
  several: (count: number) => `有 ${count} 条提醒，是哪条？`,
  severalHelp: "点一条。",
  oneByOne: "一条一条来",
  oneByOneHelp: "说是哪条，比如：取消对账的提醒。",
};
