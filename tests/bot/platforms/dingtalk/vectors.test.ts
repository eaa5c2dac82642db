import { SignatureError } from "../../../../bot/errors";
import { openSealed } from "../../../../bot/platforms/openSealed";
import { cardSign, robotSign } from "../../../../bot/platforms/dingtalk/checkSign";
import { createHooks } from "../../../../bot/platforms/dingtalk/hooks";
import { sealReply } from "../../../../bot/platforms/dingtalk/sealReply";
import { signHref } from "../../../../bot/platforms/dingtalk/signPage";
import { configFor, keys } from "../../../support/dingtalkBot";

const NOW = new Date(1760000000000);
const events = {
  added:
    "Q3stYC6hdFzMh9T8HCvyDG2bDzABlPc78NazJlUSeWmzwmfd7VQoYsrUL7+gMiv8kHGRl8uppc3pe+XQ8kiaJL8D4+8H7B8mMBl8LP/xI0+GortdKbEGeGFM3JZRm0bqaIf362i+JKTJRpI1JtUx0FW22sOGW1W4x/d0RjW3T+JsOPy6hzgjq/vPxO5Dbd/7fI+1nJRWsIoCu1BNiulB+Jhd5XF7YWVATN9mUtKTGEUN0JJF/fwwxZgWu6AlV+HJ7OqZP79XRcXg3qRZjvpWN4IT+RuolctveEdAdgX2koM=",
  check:
    "Q3stYC6hdFzMh9T8HCvyDLV8JeomtQuxZLosYEI28mjzSD5UpK2hp0QUc4H6M/N5J/2jh5NZ7YrwxEfVQHLoJRhT4l9XOH/v+lBpbbHH2wJlOn33qP9KRfIz+ZLW97Pk",
  success: "DpQeJfnf/MGZ/+GTIspwVKMKEcQ3CJnfdNyjFHRzEAnxQ4N7rXx7hJ55N2esJyk+FnE0WpEroZ2TsC0oE1lKSQ==",
};
const seal = { timestamp: "1760000000000", nonce: "n0nceABC" };
const hooks = createHooks({ ...configFor("https://api.dingtalk.com"), clientId: keys.clientId }, () => undefined);

const eventCall = (encrypt: string, signature: string, name = "msg_signature") => ({
  method: "POST",
  query: { [name]: signature, ...seal },
  headers: {},
  body: Buffer.from(JSON.stringify({ encrypt })),
});

it.each([
  ["1577262236757", "this is a secret", "DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA="],
  ["1760000000000", "crm-demo-app-secret-0123456789", "MQK97s8R9Ft7JTghvm1oJU+yLOtoduzJtiKunmyByfc="],
])("signs as the robot at %s", (timestamp, secret, signature) => {
  expect(robotSign(timestamp, secret)).toBe(signature);
});

it("signs as a card", () => {
  expect(cardSign("1760000000000", "crm-card-api-secret")).toBe("v7Nio+lPHIAyJz/UqbAnFAN87MMasQ5L7tgzxXkbPeg=");
});

it("opens events, and answers them sealed", () => {
  const received = hooks["/events"]!(eventCall(events.added, "f7389cdbe5b14d20185f5180518c1950b3afd2e4"), NOW);
  expect(received).toMatchObject({ type: "members", eventId: "evt-1", change: "changed", userIds: ["张三01"] });
  const reply = JSON.parse(received.reply?.body ?? "{}") as Record<string, string>;
  const opened = openSealed(
    { signature: reply.msg_signature!, timestamp: reply.timeStamp!, nonce: reply.nonce!, encrypted: reply.encrypt! },
    { token: keys.events.token, encodingAesKey: keys.events.aesKey, receiverId: keys.clientId },
  );
  expect(opened).toBe("success");
});

it("takes the other name of the signature, and answers the check of the address", () => {
  const call = eventCall(events.check, "c0b0f8b6e675d903e74919a3bbfe39164481c3e1", "signature");
  expect(hooks["/events"]!(call, NOW)).toMatchObject({ type: "ignored", reply: { contentType: "application/json" } });
});

it.each([
  ["a wrong signature", eventCall(events.check, "0".repeat(40))],
  ["no body", { ...eventCall(events.check, "x"), body: Buffer.alloc(0) }],
])("refuses an event with %s", (_what, call) => {
  expect(() => hooks["/events"]!(call, NOW)).toThrow(SignatureError);
});

it("refuses what is sealed for another app", () => {
  const other = createHooks({ ...configFor("https://api.dingtalk.com"), clientId: "another" }, () => undefined);
  const call = eventCall(events.check, "c0b0f8b6e675d903e74919a3bbfe39164481c3e1");
  expect(() => other["/events"]!(call, NOW)).toThrow("another receiver");
});

it("seals a reply", () => {
  const { token, aesKey } = keys.events;
  expect(sealReply("success", { token, aesKey, owner: keys.clientId, ...seal, filler: "fedcba9876543210" })).toEqual({
    msg_signature: "065d0ea82e866b3704730ef6ffa5f2c3a7860585",
    timeStamp: seal.timestamp,
    nonce: seal.nonce,
    encrypt: events.success,
  });
});

it("opens the platform's published sample", () => {
  const sealed = {
    signature: "9a95a004dd16f5c307e849b994173f76aa26e5eb",
    timestamp: "1614767836",
    nonce: "A7Co0cJLMzIDtMMI",
    encrypted: "YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==",
  };
  const opened = openSealed(sealed, {
    token: "123456",
    encodingAesKey: "1234567890123456789012345678901234567890123",
    receiverId: "dingsnotzck6pm5veliw",
  });
  expect(opened).toBe("success");
});

it.each([
  ["", "33b632cdc246b2ced5f96b7c3d9eb5f9eab5779127854864462b8816276c3668"],
  ["&q=客户", "d2d107e7a2da5bde02f4ae81c8eb0211734a1f88503e5498498f938b532e5d62"],
  ["&q=%E5%AE%A2%E6%88%B7", "d2d107e7a2da5bde02f4ae81c8eb0211734a1f88503e5498498f938b532e5d62"],
])("signs a page with %s", (query, signature) => {
  const href = `https://crm.example.com/h5/?corpId=dingcorp0001${query}#top`;
  const signing = { ticket: "crmJsapiTicket0001", nonceStr: "Zn4zPDbT", timestamp: 1760000000, href };
  expect(signHref(signing)).toBe(signature);
});
