import { readMessage } from "../../../server/extractor/readMessage";
import { answerWith, customer, extractorFor, MESSAGE, NOW } from "../../support/modelAnswer";
import { PICTURE, SOUND } from "../../support/media";
import { type Answer, completion, status } from "../../support/modelServer";

const SECRETS =
  "华星科技李经理 138-0013-8000 身份证110101199001011234 卡号6222 0200 1122 3344 558 微信 lijing_88 邮箱 li@huaxing.example 座机010-65520000 要方案";

describe("an answer of a strange shape", () => {
  const nested = (depth: number): unknown => (depth === 0 ? "x" : { matters: [nested(depth - 1)] });
  const shapes: readonly (readonly [string, unknown])[] = [
    ["null", null],
    ["a list", [answerWith({})]],
    ["nothing but nulls", { intent: null, matters: null, topics: null }],
    ["a matter that is null", { intent: "create_follow_up", matters: [null] }],
    ["people as text", answerWith({ customers: "李经理，13911112222" })],
    ["a phone as a number", answerWith({ customers: [{ ...customer, name: "李经理", phones: [13911112222] }] })],
    ["an amount as a number", answerWith({ amountText: 900000 })],
    ["a stage of its own", answerWith({ stage: "approved", stageText: "要方案" })],
    ["a tree without end", nested(500)],
    ["a prototype", '{"__proto__":{"intent":"other"},"constructor":{"prototype":{"admin":true}}}'],
  ];
  it.each(shapes)("%s: the rules answer", async (_, shape) => {
    const { extract } = await extractorFor([completion(shape)]);
    const reading = await extract(MESSAGE);
    expect(reading).toEqual(readMessage(MESSAGE, { now: NOW }));
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  it("more of it than anybody says is cut, not written", async () => {
    const long = "李".repeat(5_000);
    const customers = Array.from({ length: 300 }, () => ({ ...customer, name: "李经理", company: long }));
    const { extract } = await extractorFor([completion(answerWith({ customers, products: [long] }))]);
    const { matters } = await extract(MESSAGE);
    expect(matters[0]?.customers.length).toBeLessThanOrEqual(20);
    expect(JSON.stringify(matters)).not.toContain("李李李");
  });
});

describe("values put in a wrong place", () => {
  it("a placeholder is no name, and one that was never given is no phone", async () => {
    const people = [
      { ...customer, name: "[号码1]", company: "[号码1]", phones: ["[号码9]", "[号码1]"] },
      { ...customer, name: "王工", wechat: "技术负责人" },
    ];
    const { extract } = await extractorFor([completion(answerWith({ customers: people }))]);
    const { matters } = await extract(MESSAGE);
    const kept = matters[0]?.customers ?? [];
    expect(kept.map(({ name, company }) => [name?.value, company?.value]).flat()).not.toContain("13800138000");
    expect(kept.flatMap(({ phones }) => phones.map(({ value }) => value))).toEqual(["13800138000"]);
    expect(kept.some(({ wechat }) => wechat !== undefined)).toBe(false);
  });

  it("another customer's name, phone and mail are none of this message's", async () => {
    const others = [{ ...customer, name: "张伟", company: "鼎盛科技", phones: ["13800138001"], email: "z@ds.example" }];
    const { extract, calls } = await extractorFor([completion(answerWith({ customers: others }))]);
    const reading = await extract(MESSAGE);
    expect(JSON.stringify(reading.matters)).not.toMatch(/张伟|鼎盛|13800138001|z@ds/);
    expect(calls[0]?.dropped).toBeGreaterThanOrEqual(4);
  });

  it("an id, a date or a number of the model's own is not even looked at", async () => {
    const own = answerWith({ id: "c1", owner: "boss", amount: 9_000_000, due: "2027-01-01", isConfirmed: true });
    const { extract } = await extractorFor([completion(own)]);
    const reading = await extract(MESSAGE);
    expect(JSON.stringify(reading)).not.toMatch(/"c1"|boss|9000000|2027|isConfirmed/);
  });
});

describe("what the rules are sure of wins", () => {
  const TWO = "拜访了华星科技，李经理13800138000，王工13900139000，周五前要方案";

  it("a phone stays with the person it was said of", async () => {
    const people = [
      { ...customer, name: "李经理", company: "华星科技", phones: ["[号码2]"] },
      { ...customer, name: "王工", phones: ["[号码1]"] },
    ];
    const { extract } = await extractorFor([completion(answerWith({ customers: people, amountText: null }))]);
    const [first, second] = (await extract(TWO)).matters[0]?.customers ?? [];
    expect([first?.name?.value, first?.phones.map(({ value }) => value)]).toEqual(["李经理", ["13800138000"]]);
    expect([second?.name?.value, second?.phones.map(({ value }) => value)]).toEqual(["王工", ["13900139000"]]);
  });

  it("a phone of somebody named is not given to somebody else", async () => {
    const people = [
      { ...customer, name: "李经理", company: "华星科技" },
      { ...customer, name: "华星科技", phones: ["[号码1]", "[号码2]"] },
    ];
    const { extract } = await extractorFor([completion(answerWith({ customers: people, amountText: null }))]);
    const owners = ((await extract(TWO)).matters[0]?.customers ?? [])
      .filter(({ phones }) => phones.some(({ value }) => value === "13800138000"))
      .map(({ name }) => name?.value);
    expect(owners).toEqual(["李经理"]);
  });

  it("the date of the only step is the one the rules read", async () => {
    const text = "华星科技李经理说他们月底搬家，让我周五前出方案";
    const actions = [{ text: "出方案", dueText: "月底" }];
    const { extract } = await extractorFor([completion(answerWith({ nextActions: actions, amountText: null }))]);
    const reading = await extract(text);
    expect(reading.matters[0]?.nextActions.map(({ due }) => due?.to)).toContain("2026-11-27");
  });

  it("a command fixes what is done, whatever the model makes of it", async () => {
    const { extract } = await extractorFor([completion({ ...answerWith({}), intent: "other", matters: [] })]);
    expect((await extract("/跟进 华星科技 李经理 周五前要方案")).intent).toBe("create_follow_up");
  });
});

describe("what leaves the house", () => {
  it("holds no personal number, in the second try as little as in the first", async () => {
    const { extract, server } = await extractorFor([completion("nonsense"), completion(answerWith({}))]);
    await extract(SECRETS);
    expect(server.bodies).toHaveLength(2);
    for (const body of server.bodies) {
      expect(body).not.toMatch(/\d{7}|138-0013|6222 0200|3344 558|65520000|lijing_88|li@huaxing/);
    }
  });

  it("holds nothing of what the store knows", async () => {
    const { server, extract } = await extractorFor([completion(answerWith({}))]);
    await extract(MESSAGE, { knownNames: [{ name: "鼎盛泰和", kind: "company" }] });
    expect(server.bodies[0]).toContain("华星科技");
    expect(server.bodies[0]).not.toContain("鼎盛泰和");
  });
});

it("a body that only drips is not waited for beyond the budget", async () => {
  const drip: Answer = (_, response) => {
    response.setHeader("content-type", "application/json");
    const timer = setInterval(() => response.write(" "), 50);
    response.on("close", () => clearInterval(timer));
  };
  const { extract } = await extractorFor([drip], { timeoutMs: 400 });
  const startedAt = performance.now();
  expect((await extract(MESSAGE)).engine).toBe("rules");
  expect(performance.now() - startedAt).toBeLessThan(8_000);
});

describe("a picture", () => {
  it("is copied by the model, and counted as a call", async () => {
    const { readPhoto, calls } = await extractorFor([completion("华星科技\n李经理")]);
    await expect(readPhoto?.(PICTURE)).resolves.toBe("华星科技\n李经理");
    expect(calls).toMatchObject([{ outcome: "answer", tries: 1, promptTokens: 10 }]);
  });

  it.each([
    ["a sound", SOUND],
    ["nothing", Buffer.alloc(0)],
    ["more than four megabytes", Buffer.concat([PICTURE, Buffer.alloc(4 * 1024 * 1024)])],
  ])("%s is not sent", async (_, bytes) => {
    const { readPhoto, server } = await extractorFor([completion("华星科技")]);
    await expect(readPhoto?.(bytes)).resolves.toBeNull();
    expect(server.bodies).toHaveLength(0);
  });

  it("that the model refuses three times leaves the words of messages to it", async () => {
    const { readPhoto, extract, server } = await extractorFor([
      status(400),
      status(400),
      status(400),
      completion(answerWith({})),
    ]);
    for (let i = 0; i < 5; i++) await expect(readPhoto?.(PICTURE)).resolves.toBeNull();
    expect(server.bodies).toHaveLength(3);
    expect((await extract(MESSAGE)).engine).toBe("model");
  });

  it("gives no more words than a page", async () => {
    const { readPhoto } = await extractorFor([completion("字".repeat(20_000))]);
    expect((await readPhoto?.(PICTURE))?.length).toBe(2_000);
  });
});
