/** Traditional characters that matter for dates, money, titles and cue words, one to one so that offsets stay. */
const PAIRS =
  "萬万億亿點点號号週周禮礼後后個个兩两經经總总時时間间鐘钟開开會会議议電电話话訪访見见報报價价約约談谈簽签訂订單单" +
  "買买賣卖貨货樣样錢钱進进選选過过還还給给發发問问說说覺觉興兴趣趣聯联繫系係系張张劉刘陳陈楊杨趙赵黃黄吳吴孫孙馬马" +
  "鄭郑馮冯蔣蒋韓韩羅罗蕭萧許许鄧邓葉叶盧卢陸陆萬万錢钱龍龙賴赖鐘钟譚谭鄒邹嚴严賀贺龔龚顧顾齊齐湯汤廠厂長长處处" +
  "辦办員员師师醫医學学業业機机氣气網网車车國国慶庆農农銀银務务圖图館馆應应實实際际達达產产質质術术數数據据動动" +
  "檔档項项決决標标準准測测試试調调貴贵較较讓让從从來来這这裡里裏里邊边對对沒没現现舊旧東东無无総总為为與与嗎吗幾几";

export const toSimplified: ReadonlyMap<string, string> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, i) => [PAIRS[2 * i] ?? "", PAIRS[2 * i + 1] ?? ""]),
);
