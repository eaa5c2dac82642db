import { startSimulator } from "./harness";
import type { Harness } from "./harness";

let harness: Harness;
beforeEach(async () => void (harness = await startSimulator()));
afterEach(() => harness.close());

const agent = { agentid: "1000002" };
const create = (button: unknown, query: Record<string, string> = agent) =>
  harness.api("menu/create", { query, body: { button } });
const click = { type: "click", name: "待办", key: "TODO" };
const view = { type: "view", name: "客户", url: "https://crm.example.com/app" };

test("a menu is made, read and removed", async () => {
  expect(await harness.api("menu/get", { query: agent })).toMatchObject({ errcode: 46003 });
  const button = [click, { name: "客户", sub_button: [view] }];
  expect(await create(button)).toMatchObject({ errcode: 0 });
  expect(await harness.api("menu/get", { query: agent })).toMatchObject({ button });
  expect(await (await harness.request("state")).json()).toMatchObject({ menu: button });
  expect(await harness.api("menu/delete", { query: agent })).toMatchObject({ errcode: 0 });
  expect(await harness.api("menu/get", { query: agent })).toMatchObject({ errcode: 46003 });
});

test.each([
  [40016, []],
  [40016, [click, click, click, click]],
  [40017, [{ ...click, type: "tap" }]],
  [40018, [{ ...click, name: "今日待办事项" }]],
  [40019, [{ ...click, key: "" }]],
  [40020, [{ ...view, url: "" }]],
  [40055, [{ ...view, url: "crm.example.com" }]],
  [40023, [{ name: "客户", sub_button: [view, view, view, view, view, view] }]],
  [40024, [{ name: "客户", sub_button: [{ ...view, type: "tap" }] }]],
  [40025, [{ name: "客户", sub_button: [{ ...view, name: "名".repeat(14) }] }]],
  [40026, [{ name: "客户", sub_button: [{ ...click, key: "k".repeat(129) }] }]],
  [40027, [{ name: "客户", sub_button: [{ ...view, url: undefined }] }]],
  [40054, [{ name: "客户", sub_button: [{ ...view, url: "ftp://a" }] }]],
  [40022, [{ name: "客户", sub_button: [{ name: "更深", sub_button: [view] }] }]],
])("refuses with %i", async (errcode, button) => {
  expect(await create(button)).toMatchObject({ errcode });
});

test("the app's id is checked", async () => {
  expect(await create([click], {})).toMatchObject({ errcode: 41011 });
  expect(await create([click], { agentid: "7" })).toMatchObject({ errcode: 301002 });
});
