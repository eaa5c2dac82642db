import type { FrameLocator, Locator, Page } from "playwright-core";
import { DESKTOP, useStage } from "../support/browser";

/** Everything the sample company had set for the days skipped comes first, at the pace the platform allows. */
const REMINDED_WITHIN_MS = 45_000;

/** The whole promise in one sitting: a sentence in chat, the record in the mini-app, the reminder, the result. */
describe("one sentence, from chat to the reminder", () => {
  const stage = useStage();
  let desk: Page;

  beforeEach(async () => {
    desk = await (await stage.open({ viewport: DESKTOP })).newPage();
  });

  const phoneOf = (name: string) => desk.getByRole("region", { name: `${name} 的手机` });
  const miniApp = (): FrameLocator => desk.frameLocator("iframe[title=小程序]");

  async function say(phone: Locator, text: string) {
    await phone.getByLabel("消息").fill(text);
    await phone.getByLabel("消息").press("Enter");
  }

  const cardTitled = (phone: Locator, title: RegExp) =>
    phone.getByRole("article").filter({ has: desk.getByRole("heading", { name: title }) });

  /** The moment a reminder will come, as the rep's own session reads it. */
  async function remindAtOf(text: string): Promise<string> {
    const frame = desk.frames().find((one) => one.url().includes("/app/"));
    const answer = await frame?.evaluate(async (words) => {
      const found = await fetch(`/api/v1/reminders?state=open&sort=-updatedAt&q=${encodeURIComponent(words)}`);
      return (await found.json()) as { items: { text: string; remindAt: string }[] };
    }, text);
    const reminder = answer?.items.find((item) => item.text === text);
    if (!reminder) throw new Error(`no open reminder says ${text}`);
    return reminder.remindAt;
  }

  test("a rep writes, confirms, looks, is reminded and finishes", async () => {
    await desk.goto("/simulator/?user=lilei");
    const phone = phoneOf("李雷");

    await say(phone, "/跟进 张总 下周报价");
    const preview = phone
      .getByRole("article")
      .filter({ has: desk.getByText("张总") })
      .last();
    await preview.getByRole("button", { name: "确认" }).click();
    await phone.getByText("已确认").waitFor();
    expect(await phone.getByRole("button", { name: "确认" }).count()).toBe(0);

    const saved = cardTitled(phone, /已记跟进/);
    expect(await saved.innerText()).toContain("下周报价");
    expect(await saved.getByRole("button").allInnerTexts()).toEqual(["撤销", "改", "打开客户", "补公司"]);

    await saved.getByRole("button", { name: "打开客户" }).click();
    const app = miniApp();
    await app.getByRole("heading", { name: "张总" }).first().waitFor();
    await app.locator(".item__content", { hasText: "下周报价" }).waitFor();
    const next = app.locator(".now__part--next");
    expect(await next.innerText()).toMatch(/报价[\s\S]*\d\d-\d\d 周一 至 \d\d-\d\d 周日/);
    expect(await app.locator("mark").allInnerTexts()).toEqual(expect.arrayContaining(["张总"]));

    await stage.advance({ now: await remindAtOf("报价") });
    const reminder = cardTitled(phone, /^到点了：报价$/);
    const finish = reminder.getByRole("button", { name: "完成并写结果" });
    await finish.waitFor({ timeout: REMINDED_WITHIN_MS });
    expect(await reminder.getByRole("button").allInnerTexts()).toEqual([
      "完成并写结果",
      "1小时后",
      "明早",
      "换时间",
      "不跟了",
    ]);

    await finish.click();
    await reminder.getByText("已完成").waitFor();
    expect(await reminder.getByRole("button").count()).toBe(0);
    const asked = cardTitled(phone, /已完成 ✓ 报价/);
    await asked.getByText("结果怎么样？").waitFor();
    await say(phone, "已发正式报价，等老板批");
    const result = cardTitled(phone, /已记跟进 ✓ 张总/).last();
    await result.getByText("已发正式报价，等老板批").first().waitFor();

    await result.getByRole("button", { name: "打开客户" }).click();
    await app.locator(".item__content", { hasText: "已发正式报价，等老板批" }).waitFor();
    expect(await next.innerText()).toContain("没定下一步");
    await app.getByText("做完：报价").waitFor();

    const today = await stage.openApp(desk.context(), "lilei", "/today");
    await today.getByRole("heading", { level: 1 }).waitFor();
    expect(await today.getByRole("button", { name: "展开：报价", exact: true }).count()).toBe(0);
    await today.getByRole("link", { name: "提醒" }).click();
    await today.getByText("做完的").click();
    await today.getByText("报价", { exact: true }).waitFor();
  });
});
