import { useStage } from "../support/browser";

const stage = useStage();

test("a customer is shared, looked at and taken back while the page is open", async () => {
  const giver = await stage.openApp(await stage.open(), "lilei", "/customers");
  await giver.getByRole("heading", { level: 1 }).waitFor();
  const { items } = (await (await giver.request.get("/api/v1/customers?owner=!none&limit=1")).json()) as {
    items: [{ id: string; name: string }];
  };
  const [{ id, name }] = items;

  const receiver = await stage.openApp(await stage.open(), "wangwu", `/customers/${id}`);
  await receiver.getByText("看不到这条记录。").waitFor();

  await giver.goto(`/app/customers/${id}/share`);
  await giver.getByRole("button", { name: "王五" }).click();
  await giver.getByRole("button", { name: "一起跟" }).click();
  await giver.getByRole("button", { name: "授权给王五" }).click();
  await giver.getByText("李雷授权").waitFor();

  await receiver.goto(`/app/customers/${id}`);
  await receiver.getByRole("heading", { name }).waitFor();

  await giver.getByRole("button", { name: "收回给王五的授权" }).click();
  await giver.getByText("李雷授权").waitFor({ state: "detached" });

  stage.expectFailedCalls();
  await receiver.getByRole("link", { name: "写跟进" }).click();
  await receiver.getByText("看不到这条记录。").waitFor();
  expect(await receiver.getByText(name).count()).toBe(0);
});
