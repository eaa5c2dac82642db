import { decode } from "../../../../bot/platforms/wecom/decode";
import { readXml } from "../../../../bot/platforms/wecom/readXml";

const AGENT = "1000002";

function decodeXml(inner: string, agentId = AGENT) {
  const xml = `<xml><ToUserName><![CDATA[ww1]]></ToUserName><FromUserName><![CDATA[ZhangSan]]></FromUserName><CreateTime>1735689601</CreateTime>${inner}</xml>`;
  return decode(readXml(xml) ?? {}, agentId);
}

function contentOf(inner: string) {
  const received = decodeXml(inner);
  return received.type === "message" ? received.message.content : received;
}

const message = (type: string, rest = "") =>
  `<MsgType><![CDATA[${type}]]></MsgType>${rest}<MsgId>1</MsgId><AgentID>${AGENT}</AgentID>`;
const event = (name: string, rest = "") =>
  `<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${name}]]></Event>${rest}<AgentID>${AGENT}</AgentID>`;
const key = (value: string) => `<EventKey><![CDATA[${value}]]></EventKey>`;

describe("messages", () => {
  it.each([
    ["text", "<Content><![CDATA[  两个 空格\n]]></Content>", { kind: "text", text: "  两个 空格\n", spoken: false }],
    ["text", "<Content>A &amp; B &lt;b&gt;</Content>", { kind: "text", text: "A & B <b>", spoken: false }],
    ["text", "<Content><![CDATA[&amp;]]></Content>", { kind: "text", text: "&amp;", spoken: false }],
    ["text", "<Content><![CDATA[a]]]]><![CDATA[>b]]></Content>", { kind: "text", text: "a]]>b", spoken: false }],
    ["text", "<Content>0042</Content>", { kind: "text", text: "0042", spoken: false }],
    ["text", "<Content></Content>", { kind: "text", text: "", spoken: false }],
    [
      "image",
      "<PicUrl>http://x</PicUrl><MediaId>m1</MediaId>",
      { kind: "image", media: { mediaId: "m1", format: null } },
    ],
    ["voice", "<MediaId>m2</MediaId><Format>amr</Format>", { kind: "voice", media: { mediaId: "m2", format: "amr" } }],
    [
      "voice",
      "<MediaId>m2</MediaId><Recognition>见了张总。</Recognition>",
      { kind: "text", text: "见了张总。", spoken: true },
    ],
    [
      "location",
      "<Location_X>31.2304</Location_X><Location_Y>121.4737</Location_Y><Scale>15</Scale><Label>人民广场</Label>",
      { kind: "location", latitude: 31.2304, longitude: 121.4737, label: "人民广场" },
    ],
    [
      "link",
      "<Title>公告</Title><Description>d</Description><Url>https://x.cn/?a=1&amp;b=2</Url>",
      { kind: "link", title: "公告", url: "https://x.cn/?a=1&b=2" },
    ],
    ["video", "<MediaId>m3</MediaId>", { kind: "unsupported", type: "video" }],
    ["hologram", "", { kind: "unsupported", type: "hologram" }],
    ["toString", "", { kind: "unsupported", type: "toString" }],
  ])("%s %s", (type, rest, content) => {
    expect(contentOf(message(type, rest))).toEqual(content);
  });

  it.each([
    ["text without Content", message("text")],
    ["image without MediaId", message("image")],
    ["a location without a place", message("location", "<Location_X></Location_X><Location_Y>1</Location_Y>")],
    ["a location that is no number", message("location", "<Location_X>here</Location_X><Location_Y>1</Location_Y>")],
    ["two contents", message("text", "<Content>a</Content><Content>b</Content>")],
    ["no MsgType", "<MsgId>1</MsgId>"],
    ["no MsgId", "<MsgType>text</MsgType><Content>a</Content>"],
  ])("ignores %s, with a reason", (_, inner) => {
    expect(decodeXml(inner)).toEqual({ type: "ignored", reason: expect.stringMatching(/malformed|without/) });
  });

  it("ignores a callback without sender", () => {
    expect(decode({ MsgType: "text", CreateTime: "1", Content: "a", MsgId: "1" }, AGENT).type).toBe("ignored");
  });

  it("leaves another app's messages to that app", () => {
    expect(decodeXml(message("text", "<Content>a</Content>"), "1000003")).toEqual({
      type: "ignored",
      reason: "meant for another app",
    });
  });

  it("has one conversation per person, however the name is spelt", () => {
    const received = decodeXml(message("text", "<Content>a</Content>"));
    expect(received).toMatchObject({ message: { conversationId: "zhangsan", senderId: "ZhangSan" } });
  });
});

describe("events", () => {
  const click = `${key("confirm:1")}<TaskId>card-1</TaskId><ResponseCode>RC</ResponseCode>`;

  it.each([
    ["subscribe", key(""), { kind: "joined" }],
    ["unsubscribe", key(""), { kind: "left" }],
    ["enter_agent", key(""), { kind: "entered" }],
    ["click", key("today"), { kind: "menu", key: "today" }],
    ["template_card_event", click, { kind: "action", actionId: "confirm:1", cardId: "card-1", updateToken: "RC" }],
    ["template_card_menu_event", click, { kind: "action", actionId: "confirm:1", cardId: "card-1", updateToken: "RC" }],
    [
      "template_card_event",
      `${key("undo")}<TaskId>card-1</TaskId><ResponseCode></ResponseCode>`,
      { kind: "action", actionId: "undo", cardId: "card-1", updateToken: null },
    ],
  ])("%s %s", (name, rest, content) => {
    expect(contentOf(event(name, rest))).toEqual(content);
  });

  it.each(["view", "LOCATION", "batch_job_result", "change_contact", "invented", "constructor"])(
    "ignores %s by name",
    (name) => {
      expect(decodeXml(event(name, key("https://x")))).toEqual({ type: "ignored", reason: `event ${name}` });
    },
  );

  it("ignores a click that names no button, and an event without a name", () => {
    expect(decodeXml(event("click", key("")))).toEqual({ type: "ignored", reason: "malformed click" });
    expect(decodeXml("<MsgType>event</MsgType>")).toMatchObject({ type: "ignored" });
  });

  it("takes a redelivery for the same event", () => {
    expect(keyOf(event("template_card_event", click))).toBe(keyOf(event("template_card_event", click)));
  });

  it("takes two buttons pressed in one second for two events", () => {
    const other = click.replace("confirm:1", "cancel:1");
    expect(keyOf(event("template_card_event", click))).not.toBe(keyOf(event("template_card_event", other)));
  });

  it("takes one button on two cards for two events", () => {
    const other = click.replace("card-1", "card-2");
    expect(keyOf(event("template_card_event", click))).not.toBe(keyOf(event("template_card_event", other)));
  });

  function keyOf(inner: string): string {
    const received = decodeXml(inner);
    return received.type === "message" ? received.message.externalId : "";
  }
});

describe("XML", () => {
  it("keeps lists of one as lists, and numbers as they were written", () => {
    const selected =
      "<SelectedItems><SelectedItem><OptionIds><OptionId>007</OptionId></OptionIds></SelectedItem></SelectedItems>";
    expect(readXml(`<xml>${selected}<MsgId>7456789012345678901</MsgId></xml>`)).toEqual({
      SelectedItems: { SelectedItem: [{ OptionIds: { OptionId: ["007"] } }] },
      MsgId: "7456789012345678901",
    });
  });

  it.each([
    "<xml><a><!DOCTYPE b></a></xml>",
    '<!doctype x [<!ENTITY a "b">]><xml><a>&a;</a></xml>',
    "<xml><a><![CDATA[x]]><!ENTITY y></a></xml>",
    "<html></html>",
    "text",
    "",
  ])("refuses %j", (text) => {
    expect(readXml(text)).toBeNull();
  });
});
