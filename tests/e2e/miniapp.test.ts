import type { Page } from "playwright-core";
import { useStage } from "../support/browser";

/** What the service worker put aside, read in the page. */
const KEPT_PATHS = `caches.keys()
  .then((names) => Promise.all(names.map(async (name) => (await caches.open(name)).keys())))
  .then((caught) => caught.flat().map(({ url }) => new URL(url).pathname))`;

/** The mini-app on a phone, without the chat around it. */
describe("the mini-app on a phone", () => {
  const stage = useStage();
  let page: Page;

  beforeEach(async () => {
    page = await stage.openApp(await stage.open(), "lilei", "/today");
    await page.getByRole("heading", { level: 1 }).waitFor();
  });

  async function read<T>(path: string): Promise<T> {
    const answer = await page.request.get(`/api/v1${path}`);
    if (!answer.ok()) throw new Error(`GET ${path} answered ${answer.status()}`);
    return (await answer.json()) as T;
  }

  async function create<T extends { id: string }>(path: string, data: object): Promise<T> {
    const answer = await page.request.post(`/api/v1${path}`, { data });
    if (answer.status() !== 201) throw new Error(`POST ${path} answered ${answer.status()}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  const newCustomer = (name: string, phone?: string) =>
    create("/customers", { name, kind: "company", ...(phone ? { phones: [phone] } : {}) });

  const found = async (path: string) => (await read<{ items: unknown[] }>(path)).items.length;
  const named = (name: string) => `/customers?q=${encodeURIComponent(name)}`;
  const notesOf = (customer: { id: string }) => `/follow-ups?customer=${customer.id}`;

  async function write(text: string) {
    await page.getByRole("button", { name: "记一句" }).first().click();
    const sheet = page.getByRole("dialog", { name: "记一句" });
    await sheet.getByRole("textbox", { name: "记一句" }).fill(text);
    await sheet.getByRole("button", { name: "发出" }).click();
  }

  test("a sentence is shown before it is stored, and can be taken back", async () => {
    await write("/跟进 孟总 下周报价");
    const preview = page.getByRole("dialog", { name: "这样记对吗？" });
    await preview.getByText("孟总").first().waitFor();
    expect(await found(named("孟总"))).toBe(0);

    await preview.getByRole("button", { name: "确认" }).click();
    const receipt = page.locator(".receipt");
    await receipt.getByRole("heading", { name: /已记跟进/ }).waitFor();
    expect(await found(named("孟总"))).toBe(1);

    await receipt.getByRole("button", { name: "撤销" }).click();
    await page
      .getByText(/已撤销/)
      .first()
      .waitFor();
    expect(await found(named("孟总"))).toBe(0);
  });

  test("a follow-up written in the form stands on the timeline", async () => {
    const customer = await newCustomer("云帆精密仪器有限公司");
    await page.goto(`/app/customers/${customer.id}`);
    await page.getByRole("link", { name: "写跟进" }).click();
    await page.getByPlaceholder("写下聊了什么").fill("看过样机，要两台试用");
    await page.getByRole("button", { name: "电话" }).click();
    await page.getByRole("button", { name: "存下" }).click();

    const item = page.locator("article", { hasText: "看过样机，要两台试用" });
    await item.getByText("电话", { exact: true }).waitFor();
    expect(await found(notesOf(customer))).toBe(1);
  });

  test.each(["yunhai", "yhcy", "7702", "云海茶叶"])("a customer is found by %s", async (words) => {
    if ((await found(named("云海茶叶贸易有限公司"))) === 0) await newCustomer("云海茶叶贸易有限公司", "13900137702");
    await page.getByRole("link", { name: "搜索" }).click();
    await page.getByRole("searchbox").fill(words);
    await page
      .getByRole("link", { name: /云海茶叶贸易有限公司/ })
      .first()
      .click();
    await page.getByRole("link", { name: /139 0013 7702/ }).waitFor();
  });

  test("a task is finished with one tap and taken back with another", async () => {
    const { dueToday, date } = await read<{ dueToday: { text: string }[]; date: string }>("/today");
    expect(dueToday.map(({ text }) => text)).not.toContain("寄样册");
    const reminder = await create("/reminders", {
      text: "寄样册",
      dueFrom: date,
      dueTo: date,
      remindAt: `${date}T23:59:00+08:00`,
    });
    const stateOf = async () => (await read<{ state: string }>(`/reminders/${reminder.id}`)).state;
    await page.reload();

    await page.getByRole("button", { name: "完成：寄样册" }).click();
    const undo = page.getByRole("listitem").filter({ hasText: "寄样册" }).getByRole("button", { name: "撤销" });
    await undo.waitFor();
    expect(await stateOf()).toBe("done");

    await undo.click();
    await page.getByRole("button", { name: "展开：寄样册" }).waitFor();
    expect(await stateOf()).toBe("open");
  });

  test("two people change the same field: the second one chooses", async () => {
    stage.expectFailedCalls();
    const customer = await create<{ id: string; version: number }>("/customers", {
      name: "北斗星阀门",
      region: "温州",
    });
    await page.goto(`/app/customers/${customer.id}`);
    await page.getByRole("heading", { name: "北斗星阀门" }).first().waitFor();
    await page.goto(`/app/customers/${customer.id}/edit`);
    await page.getByRole("textbox", { name: "地区" }).fill("台州");
    const change = { version: customer.version, region: "宁波" };
    expect((await page.request.patch(`/api/v1/customers/${customer.id}`, { data: change })).status()).toBe(200);
    await page.getByRole("button", { name: "存下" }).click();

    const conflict = page.getByRole("alertdialog", { name: "地区改成哪个？" });
    await conflict.getByText("原来是 温州").waitFor();
    expect(await conflict.getByRole("radio").allInnerTexts()).toEqual([
      expect.stringContaining("台州"),
      expect.stringContaining("宁波"),
    ]);
    expect(await conflict.getByRole("radio", { checked: true }).count()).toBe(0);
    expect(await conflict.getByRole("button", { name: "选一个" }).isDisabled()).toBe(true);

    await conflict.getByRole("radio", { name: /台州/ }).click();
    await conflict.getByRole("button", { name: "就用 台州" }).click();
    await conflict.waitFor({ state: "detached" });
    expect(await read(`/customers/${customer.id}`)).toMatchObject({ region: "台州" });
  });

  test("what is written without a network waits, and arrives once", async () => {
    stage.expectFailedCalls();
    const customer = await newCustomer("海岬灯具有限公司");
    await page.context().setOffline(true);
    await write("/跟进 海岬灯具 电话里说要加急");
    await page.getByText("没有网络，这句先存在手机里").waitFor();
    await page.getByRole("button", { name: "关上" }).click();
    await page.getByRole("link", { name: "待发 1 句" }).waitFor();
    expect(await found(notesOf(customer))).toBe(0);

    await page.context().setOffline(false);
    await page
      .locator(".receipt")
      .getByRole("heading", { name: /已记跟进/ })
      .waitFor();
    expect(await page.getByText("待发 1 句").count()).toBe(0);
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await found(notesOf(customer))).toBe(1);
  });

  test("opened without a network it stands there, and keeps what is written until there is one", async () => {
    stage.expectFailedCalls();
    const customer = await newCustomer("礁石五金有限公司");
    await page.evaluate("navigator.serviceWorker.ready.then(() => null)");
    await page.context().setOffline(true);
    await page.goto("/app/customers");
    await page.getByText("没有网络，先存在手机里").waitFor();
    await page.getByRole("link", { name: "今天" }).click();
    await page.getByRole("heading", { name: "没有网络，这一页还没看过。" }).waitFor();
    await write("/跟进 礁石五金 周四去看仓库");
    await page.getByText("没有网络，这句先存在手机里").waitFor();
    await page.reload();
    await page.getByRole("link", { name: "待发 1 句" }).click();
    await page.getByText("/跟进 礁石五金 周四去看仓库").waitFor();

    await page.context().setOffline(false);
    await page
      .locator(".receipt")
      .getByRole("heading", { name: /已记跟进/ })
      .waitFor();
    await page.getByRole("heading", { name: "没有要发的。" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "没有要发的。" }).waitFor();
    expect(await found(notesOf(customer))).toBe(1);
    const kept = await page.evaluate<string[]>(KEPT_PATHS);
    expect(kept).toContain("/app/index.html");
    expect(kept.filter((path) => !/^\/app\/(assets\/|index\.html$)/.test(path))).toEqual([]);
  });

  test("an ended session signs in again and comes back to the page", async () => {
    stage.expectFailedCalls();
    await page.context().clearCookies();
    await page.getByRole("link", { name: "商机" }).click();
    await page.getByRole("heading", { name: "以谁的身份登录？" }).waitFor();
    await page.getByRole("link", { name: "李雷" }).click();
    await page.getByText(/个在谈/).waitFor();
    expect(new URL(page.url()).pathname).toBe("/app/opportunities");
  });

  test("a colleague's record looks exactly like one that does not exist", async () => {
    stage.expectFailedCalls();
    const colleague = await stage.openApp(await stage.open(), "wangwu", "/today");
    await colleague.getByRole("heading", { level: 1 }).waitFor();
    const theirs = (await (await colleague.request.get("/api/v1/customers?owner=!none&limit=1")).json()) as {
      items: { id: string }[];
    };
    const told: string[] = [];
    for (const id of [theirs.items[0]?.id, "0123456789abcdef01234567"]) {
      await page.goto(`/app/customers/${id}`);
      await page.getByRole("heading", { name: "看不到这条记录。" }).waitFor();
      told.push(await page.locator("main").innerText());
    }
    expect(told[0]).toBe(told[1]);
  });
});
