import type { Page } from "playwright-core";
import { DESKTOP, useStage } from "../support/browser";

/** Two reps at one desk: what one is asked and stores is the other's no business. */
describe("three customers of the same name", () => {
  const stage = useStage();

  const phoneOf = (desk: Page, name: string) => desk.getByRole("region", { name: `${name} 的手机` });

  test("the rep who has them is asked which one, the colleague does not see them", async () => {
    const desk = await (await stage.open({ viewport: DESKTOP })).newPage();
    await desk.goto("/simulator/");
    const wangwu = phoneOf(desk, "王五");
    await phoneOf(desk, "李雷").waitFor();

    await wangwu.getByLabel("消息").fill("/跟进 张总 看了样品，同意打样");
    await wangwu.getByLabel("消息").press("Enter");
    const question = wangwu.getByRole("article").filter({ has: desk.getByRole("heading", { name: /张总.*？/ }) });
    const namesakes = question.getByRole("button", { name: /^张.+·/ });
    await namesakes.first().waitFor();
    expect(await namesakes.count()).toBe(3);

    const chosen = await namesakes.first().innerText();
    await namesakes.first().click();
    await question.getByText(/^已选/).waitFor();
    expect(await question.getByRole("button").count()).toBe(0);

    const saved = wangwu.getByRole("article").filter({ has: desk.getByRole("heading", { name: /已记跟进/ }) });
    await saved.getByText("看了样品，同意打样").first().waitFor();
    const company = chosen.split("·")[1] ?? "";
    // A button has ten characters: there the place stands without its brackets.
    const heading = await saved.getByRole("heading").innerText();
    expect(heading.replace(/[（）]/g, "")).toContain(company);

    const ownApp = await stage.openApp(await stage.open(), "wangwu", "/search");
    await ownApp.getByRole("searchbox").fill("同意打样");
    await ownApp.getByRole("link", { name: /看了样品，同意打样/ }).waitFor();

    const colleaguesApp = await stage.openApp(await stage.open(), "lilei", "/search");
    await colleaguesApp.getByRole("searchbox").fill("同意打样");
    await colleaguesApp.getByText("没找到“同意打样”。").waitFor();
  });
});
