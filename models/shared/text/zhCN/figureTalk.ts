const NUMBER = "\\d{1,9}(?:\\.\\d{1,2})?";
const UNIT =
  "(?:公斤|千克|毫升|平方|平米|吨|斤|克|箱|件|包|袋|桶|瓶|盒|台|套|个|只|卷|米|升|张|条|批|份|支|根|辆|部|把|车|板|托)";

/** 不对 是3吨, 是6吨 25200: nothing but what a figure should have been. */
export const figureTalk = {
  corrects: new RegExp(
    `^(?:[呃额嗯啊哦哎诶]|不好意思|抱歉|[,，\\s])*(?:不对|错了|[说写记搞弄打]错了?|应该是|改成|改为|是(?=\\s?\\d))(?:[,，\\s]|应该|是|为)*(?<figures>${NUMBER}\\s?${UNIT}?(?:[,，、\\s]+(?:一共|总共|共)?${NUMBER}\\s?${UNIT}?)?)[吧的了。.!！\\s]*$`,
    "u",
  ),
  one: new RegExp(`(?<number>${NUMBER})\\s?(?<unit>${UNIT})?`, "gu"),
  /** Every figure of a unit, as it stands in what was told. */
  of: (unit: string) => new RegExp(`(?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九十百千半]+)\\s?${unit}`, "gu"),
};
