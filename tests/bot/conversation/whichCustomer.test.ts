import { Customer, FollowUp } from "../../../models";
import { NameLesson } from "../../../models/system/nameLesson";
import { Chat, buttonTexts, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer, buildFollowUp, buildOpportunity, buildReminder } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

const DAY = 86_400_000;
const START = new Date("2026-09-16T10:30:00+08:00");

let chat: Chat;

beforeEach(() => {
  chat = new Chat(START);
});

const daysAgo = (days: number) => new Date(START.getTime() - days * DAY);

async function zhangAt(name: string, person: string, more: { region?: string; aliases?: string[] } = {}) {
  const by = await chat.userBehind("lilei");
  const customer = await buildCustomer({ by, name, kind: "company", ...more });
  const contact = await buildContact({ by, customer: customer.id, name: person, title: null });
  return { by, customer, contact };
}

async function threeZhang() {
  const dingsheng = await zhangAt("杭州鼎盛科技有限公司", "张伟", { region: "杭州", aliases: ["鼎盛"] });
  const mingyuan = await zhangAt("苏州明远机械有限公司", "张建国", { aliases: ["明远"] });
  const huaxin = await zhangAt("华信集团有限公司", "张敏", { region: "南京", aliases: ["华信"] });
  return { by: dingsheng.by, dingsheng: dingsheng.customer, mingyuan: mingyuan.customer, huaxin: huaxin.customer };
}

const written = (customer: { id: string }) => FollowUp.countDocuments({ customer: customer.id });

describe("the question which 张总", () => {
  test("has labels that tell them apart, and the reasons in its lines", async () => {
    const { by, dingsheng, mingyuan, huaxin } = await threeZhang();
    await buildFollowUp({ by, customer: mingyuan.id, happenedAt: daysAgo(95), now: daysAgo(95) });
    await buildFollowUp({ by, customer: dingsheng.id, happenedAt: daysAgo(1), now: daysAgo(1) });
    await buildOpportunity({ by, customer: huaxin.id, amount: 80_000_000, stage: "proposal" });
    const card = await chat.says("/跟进 张总 报价可以接受");
    expect(buttonTexts(card)).toEqual(
      expect.arrayContaining(["张伟·鼎盛杭州", "张建国·明远", "张敏·华信南京", "都不是，新建"]),
    );
    expect(valueOf(card, "张伟")).toContain("昨天跟过");
    expect(valueOf(card, "张建国")).toContain("3个月前跟过");
    expect(valueOf(card, "张敏")).toContain("商机80万");
    expect(buttonTexts(card).indexOf("张伟·鼎盛杭州")).toBeLessThan(buttonTexts(card).indexOf("张建国·明远"));
  });

  test("offers four, then leads to the mini-app, where any customer may be picked", async () => {
    for (const place of ["南京", "苏州", "无锡", "常州", "徐州"]) await zhangAt(`${place}旭日机械有限公司`, "张伟");
    const card = await chat.says("/跟进 张总 样品寄了");
    expect(buttonTexts(card)).toHaveLength(6);
    expect(new Set(buttonTexts(card)).size).toBe(6);
    expect(buttonTexts(card).slice(4)).toEqual(["更多…", "都不是，新建"]);
    const more = card.buttons[4];
    const actionId = more && "path" in more ? (more.path.split("/").at(-1) ?? "") : "";
    expect(more).toMatchObject({ path: `/pick/${actionId}` });

    const other = await zhangAt("宁波海川物流有限公司", "王芳");
    await chat.picks(actionId, other.customer.id);
    expect(await written(other.customer)).toBe(1);
    expect(await FollowUp.countDocuments()).toBe(1);
  });

  test("of several houses of that name, those where nobody is called so yet are offered too, last", async () => {
    await zhangAt("宁波海川科技有限公司", "李强");
    await zhangAt("杭州海川科技有限公司", "张三丰");
    await zhangAt("苏州海川科技有限公司", "张磊");
    const card = await chat.says("/跟进 海川科技 张总 下周报价");
    expect(buttonTexts(card)).toHaveLength(4);
    expect(buttonTexts(card).slice(2)).toEqual(["宁波海川科技", "都不是，新建"]);
    await chat.presses("宁波海川科技");
    expect(valueOf(chat.lastCard(), "注意")).toContain("张总");
  });

  test("one 张总 at one of the houses is certain", async () => {
    await zhangAt("宁波海川科技有限公司", "李强");
    const { customer } = await zhangAt("杭州海川科技有限公司", "张三丰");
    await chat.says("/跟进 海川科技 张总 下周报价");
    expect(await written(customer)).toBe(1);
  });

  test.each(["/客户 张总", "张总上次聊到哪了", "张总电话多少", "张总", "/查 张总"])(
    "%s: is answered with who is where",
    async (words) => {
      await threeZhang();
      const card = await chat.says(words);
      expect(card.title).toBe("“张总”有 3 个");
      expect([valueOf(card, "张伟"), valueOf(card, "张建国")]).toEqual(["鼎盛（杭州）", "明远"]);
      expect(buttonTexts(card)).toEqual(expect.arrayContaining(["张伟·鼎盛杭州", "张建国·明远", "张敏·华信南京"]));
    },
  );

  test("where the number was asked, it stands beside each of them", async () => {
    const { by } = await threeZhang();
    const { id } = await buildCustomer({ by, name: "南京旭日机械有限公司", kind: "company" });
    await buildContact({ by, customer: id, name: "张强", title: null, phones: ["13800138001"] });
    expect(valueOf(await chat.says("张总电话多少"), "张强")).toBe("南京旭日机械 13800138001");
    expect(valueOf(await chat.says("张总上次聊到哪了"), "张强")).toBe("南京旭日机械");
  });

  test("tells two of the same name at houses of the same name apart", async () => {
    const { customer, contact } = await zhangAt("鼎盛科技有限公司", "张伟", { aliases: ["鼎盛"] });
    const other = await zhangAt("鼎盛机械有限公司", "张伟", { aliases: ["鼎盛"] });
    expect(customer.id).not.toBe(other.customer.id);
    expect(contact.id).not.toBe(other.contact.id);
    const labels = buttonTexts(await chat.says("/跟进 张伟 样品寄了"));
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe("what a rep is used to mean by a name", () => {
  test("is learned from 以后默认他, and said on the card", async () => {
    const { mingyuan } = await threeZhang();
    await chat.says("/跟进 张总 下周报价");
    await chat.presses("张建国·明远");
    await chat.presses("以后默认他");
    const saved = await chat.says("/跟进 张总 样品寄了");
    expect(valueOf(saved, "注意")).toBe("“张总”按你常选的记");
    expect(await written(mingyuan)).toBe(2);
  });

  test("is learned from choosing again and again, for this rep only", async () => {
    const { mingyuan } = await threeZhang();
    for (const what of ["下周报价", "打过电话", "送过样品"]) {
      expect((await chat.says(`/跟进 张总 ${what}`)).title).toContain("哪位");
      await chat.presses("张建国·明远");
      chat.clock.advance(4 * DAY);
    }
    await chat.says("/跟进 张总 样品寄了");
    expect(await written(mingyuan)).toBe(4);
    expect(JSON.stringify(await NameLesson.find().lean())).not.toContain("张总");

    chat.joins("hanmei", "韩梅");
    const by = await chat.userBehind("hanmei");
    for (const name of ["上海东方机械有限公司", "上海西部机械有限公司"]) {
      const { id } = await buildCustomer({ by, name, kind: "company" });
      await buildContact({ by, customer: id, name: "张强", title: null });
    }
    expect((await chat.as("hanmei").says("/跟进 张总 样品寄了")).title).toContain("哪位");
  });

  test("fades", async () => {
    await threeZhang();
    await chat.says("/跟进 张总 下周报价");
    await chat.presses("张建国·明远");
    await chat.presses("以后默认他");
    chat.clock.advance(200 * DAY);
    expect((await chat.says("/跟进 张总 样品寄了")).title).toContain("哪位");
  });

  test.each(["talked to", "about to be talked to"])("never decides while another is %s", async (how) => {
    const { by, dingsheng } = await threeZhang();
    await chat.says("/跟进 张总 下周报价");
    await chat.presses("张建国·明远");
    await chat.presses("以后默认他");
    if (how === "talked to") await chat.says("/跟进 鼎盛张总 送了样品");
    else await buildReminder({ by, customer: dingsheng.id, remindAt: new Date(START.getTime() + DAY) });
    expect((await chat.says("/跟进 张总 样品寄了")).title).toContain("哪位");
  });

  test("is unlearned with the message that taught it", async () => {
    await threeZhang();
    await chat.says("/跟进 张总 下周报价");
    await chat.presses("张建国·明远");
    await chat.presses("以后默认他");
    expect(await NameLesson.countDocuments()).toBe(2);
    await chat.says("/撤销");
    expect(await NameLesson.countDocuments()).toBe(0);
    expect((await chat.says("/跟进 张总 样品寄了")).title).toContain("哪位");
  });

  test("finds a customer whom nothing but habit connects with the words", async () => {
    const { customer } = await zhangAt("杭州鼎盛科技有限公司", "张伟");
    for (const person of ["马超", "马岱", "马腾", "马良", "马谡"]) await zhangAt(`西凉${person}商贸有限公司`, person);
    for (const words of ["/跟进 马总 样品寄了", "/跟进 马总 打过电话", "/跟进 马总 送过样品"]) {
      const more = (await chat.says(words)).buttons[4];
      const actionId = more && "path" in more ? (more.path.split("/").at(-1) ?? "") : "";
      await chat.picks(actionId, customer.id);
      chat.clock.advance(4 * DAY);
    }
    await chat.says("/跟进 马总 约了下周见");
    expect(await written(customer)).toBe(4);
  });
});

describe("a house and its branch", () => {
  async function huaxin() {
    const by = await chat.userBehind("lilei");
    const house = await buildCustomer({ by, name: "华信科技有限公司", kind: "company", aliases: ["华信"] });
    const branch = await buildCustomer({ by, name: "华信科技南京分公司", kind: "company", parent: house.id });
    const inner = await buildCustomer({ by, name: "苏州办事处", kind: "company", parent: house.id });
    return { house, branch, inner };
  }

  test("the house's name is the house's", async () => {
    const { house } = await huaxin();
    await chat.says("/跟进 华信 样品寄了");
    expect(await written(house)).toBe(1);
  });

  test("with its place it is the branch", async () => {
    const { branch, inner } = await huaxin();
    await chat.says("/跟进 华信南京 样品寄了");
    expect(await written(branch)).toBe(1);
    await chat.says("/跟进 华信苏州办事处 样品寄了");
    expect(await written(inner)).toBe(1);
  });

  test("at a place where it has none, one asks", async () => {
    await huaxin();
    expect((await chat.says("/跟进 华信成都 样品寄了")).title).toContain("哪位");
    expect(await FollowUp.countDocuments()).toBe(0);
  });
});

describe("somebody new whose name is like one we have", () => {
  test("is the one we have after one tap, and is not asked about again", async () => {
    const { customer, contact } = await zhangAt("宁波海川物流有限公司", "张敏", { aliases: ["海川"] });
    const preview = await chat.says("海川科技的张总要合同");
    expect(valueOf(preview, "注意")).toContain("海川");
    expect(buttonTexts(preview)).toEqual(["确认", "是海川", "改", "取消"]);
    await chat.presses("是海川");
    expect(await FollowUp.find().lean()).toMatchObject([{ customer: customer.id, content: "海川科技的张总要合同" }]);
    expect(contact.customer).toBe(customer.id);
    expect(await Customer.countDocuments()).toBe(1);
  });

  test("is new all the same when that was the answer before", async () => {
    await threeZhang();
    await chat.says("/跟进 张总 报价可以接受");
    expect(buttonTexts(await chat.presses("都不是，新建"))).toEqual(["确认", "改", "取消"]);
  });
});
