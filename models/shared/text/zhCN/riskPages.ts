/** Words of the pages about risks and rules. */
export const riskPages = {
  title: "风险客户",
  sentence: (count: number) => (count > 0 ? `${count} 家客户有风险。` : "没有风险客户。"),
  help: (quiet: number, lost: number, stuck: number) =>
    `${quiet} 天没联系先提醒，${lost} 天算流失风险并告诉主管；商机停 ${stuck} 天、聊得不顺也算。`,
  whose: "看谁的",
  own: "我的",
  all: "看得到的全部",
  more: (count: number) => `还有 ${count} 家，先处理上面的。`,
  none: "都照顾到了。",
};
