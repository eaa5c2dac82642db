import { FollowUp } from "../../../models";
import { Chat, valueOf } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildCustomer } from "../../support/factories";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

beforeEach(async () => {
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  await buildCustomer({
    by: await chat.userBehind("lilei"),
    name: "杭州鼎盛科技有限公司",
    kind: "company",
    aliases: ["鼎盛"],
  });
});

const stored = async () => (await FollowUp.findOne().lean<{ promises: string[] }>())?.promises;

describe("what was promised", () => {
  test("by either side is kept with the note, shown on its card and told when asked", async () => {
    const card = await chat.says("今天拜访了鼎盛，他们答应月底前付尾款，我答应明天把发票寄过去");
    const said = card.rows.filter(({ label }) => label === "答应").map(({ value }) => value);
    expect(said).toEqual(["客户答应：月底前付尾款（09-30 周三前）", "我们答应：明天把发票寄过去（09-17 周四前）"]);
    expect(await stored()).toEqual(["them|2026-09-30||月底前付尾款", "us|2026-09-17||明天把发票寄过去"]);
    expect(valueOf(await chat.says("鼎盛答应了什么"), "答应")).toContain("明天把发票寄过去");
  });

  test.each(["鼎盛没答应降价", "鼎盛答应了我们的报价", "如果鼎盛答应下周签我们就备货", "鼎盛打了5万保证金"])(
    "%s is no promise",
    async (words) => {
      await chat.says(`/跟进 ${words}`);
      expect((await stored()) ?? []).toEqual([]);
    },
  );

  test("is no longer open long after its day", async () => {
    await chat.says("今天拜访了鼎盛，他们答应月底前付尾款");
    await chat.waitsUntil(new Date("2026-12-01T09:00:00+08:00"));
    expect(valueOf(await chat.says("鼎盛答应了什么"), "答应")).toBe("没有说好还没到的事");
  });
});
