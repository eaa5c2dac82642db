import type { Page } from "playwright-core";
import { useStage } from "../support/browser";

const DAY_MS = 86_400_000;
const COMPANY = "海川自动化";
const DEAL = "海川自动化的需求";
const NUMBER = "138 0000 6601";
/** Where the rep stands; the first check-in makes it the customer's place. */
const PLACE = { latitude: 30.2741, longitude: 120.1551, accuracy: 20 };

const stage = useStage();
jest.setTimeout(180_000);

const titled = (page: Page, name: string) => page.getByRole("heading", { name }).first();
const key = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const link = (page: Page, name: string) => page.getByRole("link", { name, exact: true });
const sheet = (page: Page) => page.getByRole("dialog");

/** Presses a key that goes once its deed is done: until then the keys beside it still move. */
async function pressAway(page: Page, name: string): Promise<void> {
  await key(page, name).click();
  await key(page, name).waitFor({ state: "detached" });
}

const open = async (user: string, path: string) =>
  stage.openApp(await stage.open({ geolocation: PLACE, permissions: ["geolocation"] }), user, path);

/** A form for strangers, made by the admin. @returns where it is */
async function makeForm(admin: Page): Promise<string> {
  await link(admin, "线索从哪来").click();
  await key(admin, "新建入口").click();
  await admin.getByLabel("来源名，写在线索上").fill("官网表单");
  await sheet(admin).getByRole("button", { name: "新建入口" }).click();
  return new URL(await admin.locator("code").innerText()).pathname;
}

/** An offer wants three visits before it, and from ¥100,000 the manager's yes. */
async function guardTheOffer(admin: Page): Promise<void> {
  await link(admin, "销售流程").click();
  const gate = admin.locator("details", { hasText: "进方案报价要满足" });
  await gate.locator("summary").click();
  await gate.getByLabel("先拜访几次").fill("3");
  await gate.getByLabel("多少元起要主管同意").fill("100000");
  await gate.getByLabel("多少元起要主管同意").blur();
  await key(admin, "存下").click();
  await admin.locator("button:disabled", { hasText: "存下" }).waitFor();
}

async function fillIn(form: string): Promise<void> {
  const stranger = await (await stage.open()).newPage();
  await stranger.goto(form);
  await stranger.getByLabel("怎么称呼您").fill("王经理");
  await stranger.getByLabel("手机号").fill(NUMBER);
  await stranger.getByLabel(/公司/).fill(COMPANY);
  await stranger.getByLabel(/想了解什么/).fill("想要两台样机的报价");
  await stranger.getByRole("checkbox").check();
  await key(stranger, "提交").click();
  await titled(stranger, "收到了").waitFor();
}

/** Nobody has it; the manager gives it to 李雷. */
async function assign(manager: Page): Promise<void> {
  await key(manager, "没人跟").click();
  await manager.getByRole("link", { name: /王经理/ }).click();
  await key(manager, "分给同事").click();
  await manager.getByRole("button", { name: /^李雷/ }).click();
  await key(manager, "分给他").click();
  await manager.getByText("分给了同事：王经理").waitFor();
}

async function convert(rep: Page): Promise<void> {
  await rep.getByRole("link", { name: /王经理/ }).click();
  await pressAway(rep, "接手");
  await key(rep, "转客户").click();
  await key(rep, "确认转客户").click();
  await rep.getByRole("link", { name: `看客户 ${COMPANY}` }).click();
  await rep.getByText("想要两台样机的报价").first().waitFor();
}

async function release(rep: Page): Promise<void> {
  await rep.getByRole("tab", { name: "资料" }).click();
  await key(rep, "放回公海").click();
  await key(rep, "暂时没需求").click();
  await sheet(rep).getByRole("button", { name: "放回公海" }).click();
  await rep.getByText("在公海，还没有人跟。").waitFor();
  expect(await rep.locator("main").innerText()).not.toContain(NUMBER);
}

async function claim(rep: Page): Promise<void> {
  await rep.getByLabel("找公海里的客户").fill("海川");
  await rep.getByRole("link", { name: new RegExp(COMPANY) }).click();
  await titled(rep, COMPANY).waitFor();
  expect(await rep.locator("main").innerText()).not.toContain(NUMBER);
  await key(rep, "领取").click();
  await rep.getByText(NUMBER).first().waitFor();
}

async function openDeal(rep: Page): Promise<void> {
  await rep.getByRole("tab", { name: "商机" }).click();
  await rep.getByRole("link", { name: new RegExp(DEAL) }).click();
}

async function say200k(rep: Page): Promise<void> {
  await link(rep, "改").click();
  await rep.getByLabel("金额").fill("200000");
  await key(rep, "存下").click();
  await rep.getByText("¥200,000").waitFor();
}

/** One visit a day; the first one says where the customer is. */
async function visit(rep: Page, result: string, isFirst: boolean): Promise<void> {
  await link(rep, "签到").click();
  await rep.getByText("误差 20 米").waitFor();
  await key(rep, "签到").click();
  await rep.getByText("签到好了").waitFor();
  if (isFirst) {
    await key(rep, "存为客户位置").click();
    await rep.getByText("客户位置存好了。").waitFor();
  } else await rep.getByText("到了客户处").waitFor();
  await rep.getByLabel("写结果").fill(result);
  await key(rep, "存下结果").click();
  await rep.locator(".now").getByText(result).waitFor();
  await stage.advance({ advanceMs: DAY_MS });
}

test("from a form over the pool and three visits to a deal that is won, all in the browser", async () => {
  const admin = await open("sunhao", "/more");
  const form = await makeForm(admin);
  await admin.goto("/app/more");
  await guardTheOffer(admin);
  await fillIn(form);

  const manager = await open("zhaomin", "/leads");
  await assign(manager);
  const first = await open("lilei", "/leads");
  await convert(first);
  await release(first);
  const rep = await open("wangwu", "/pool");
  await claim(rep);

  await openDeal(rep);
  await say200k(rep);
  await pressAway(rep, "推进到需求确认");
  await link(rep, COMPANY).click();
  await visit(rep, "看了样机", true);
  await visit(rep, "谈了交期", false);

  stage.expectFailedCalls();
  await openDeal(rep);
  await key(rep, "推进到方案报价").click();
  await rep.getByText("还不能到方案报价：拜访了 2 次，要满 3 次。").waitFor();
  await link(rep, COMPANY).click();
  await visit(rep, "对方要正式报价", false);

  await openDeal(rep);
  await pressAway(rep, "推进到方案报价");
  await rep.getByText("等主管同意到方案报价").waitFor();
  await manager.goto("/app/approvals");
  await manager.getByText("王五 要到方案报价").waitFor();
  await key(manager, "同意").click();
  await manager.getByText("没有要同意的事。").waitFor();

  await rep.reload();
  await pressAway(rep, "推进到商务谈判");
  await key(rep, "赢单").click();
  await sheet(rep).getByRole("button", { name: "赢单" }).click();
  await key(rep, "重新打开").waitFor();
  const answer = await rep.request.get(`/api/v1/opportunities?q=${encodeURIComponent(DEAL)}`);
  const { items } = (await answer.json()) as { items: object[] };
  // The gate that was closed, and nothing else.
  expect(stage.failedCalls).toEqual(["POST 422 /opportunities/move"]);
  expect(items).toEqual([expect.objectContaining({ stage: "won", amount: 20_000_000, ownerName: "王五" })]);
});
