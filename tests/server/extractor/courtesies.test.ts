import { readMessage } from "../../../server/extractor/readMessage";
import { toPublicShape } from "../../../server/extractor/toPublicShape";

const now = new Date("2026-11-22T10:00:00+08:00");
const read = (text: string) => toPublicShape(readMessage(text, { now }));

const REPORT = "跟华星科技的李经理聊了，预算30万，下周三给方案";
const TASK = "明天上午十点给康宁药房的秦姐送货";
const summaryOf = (text: string) => readMessage(text, { now }).matters[0]?.followUp?.content.value;

describe("what is only said to be polite changes nothing", () => {
  it.each([
    "小助手，",
    "@CRM助手 ",
    "你好，",
    "对了，",
    "哦对了",
    "嗯那个，",
    "跟你说下，",
    "记一下：",
    "今天好热，",
    "累死了！",
  ])("in front: %s", (words) => {
    expect(read(words + REPORT)).toEqual(read(REPORT));
    expect(read(words + TASK)).toEqual(read(TASK));
  });

  it.each([
    "，谢谢",
    "谢谢啦",
    "，辛苦了",
    "，你记一下",
    "哈",
    "～",
    "……",
    "😊",
    "，收到请回复",
    "。累死了",
    "。我先下班了",
    "。周末愉快",
    " \n",
  ])("behind: %s", (words) => {
    expect(read(REPORT + words)).toEqual(read(REPORT));
    expect(read(TASK + words)).toEqual(read(TASK));
  });

  it("is no part of what is written down", () => {
    expect(summaryOf(`对了，${REPORT}，辛苦了！`)).toBe(REPORT);
  });

  it("is all there is, or names what is to be recorded", () => {
    expect(read("谢谢啦，辛苦了").intent).toBe("other");
    expect(read("今天真冷").intent).toBe("other");
    expect(read("记一下：康宁药房秦姐13900000003").intent).toBe("create_customer");
  });

  it("leaves the blanks of a name and a command alone", () => {
    expect(read("/新客户   Grace  Wong  恒越猎头").extraction.customers).toEqual([
      { name: "Grace Wong", company: "恒越猎头" },
    ]);
    expect(read("/客户 王磊谢谢").extraction.customers).toEqual([{ name: "王磊" }]);
  });
});

describe("a message about somebody is no small talk", () => {
  it.each(["因为天气原因，张总说交货改到周五", "张总说最近在招聘，OA先缓缓", "刚给李姐送了样，她自己来领取的"])(
    "%s",
    (text) => expect(read(text).intent).toBe("create_follow_up"),
  );

  it("a last 呢 asks only behind a name or a thing", () => {
    expect(read("廖总回微信了，说老板还在犹豫呢").intent).toBe("create_follow_up");
    expect(read("下周三陪古总看展呢").intent).toBe("create_task");
    expect(read("张总那边呢").intent).toBe("query_customer");
  });
});
