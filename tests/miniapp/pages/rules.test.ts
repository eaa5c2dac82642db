import { flushPromises, type VueWrapper } from "@vue/test-utils";
import { openPage, sampleServer } from "../support/openPage";
import { me } from "../support/samples";

let open: VueWrapper | null = null;
afterEach(() => {
  open?.unmount();
  open = null;
});

const adminServer = () =>
  sampleServer().on("GET /me", { ...me, abilities: { ...me.abilities, setting: ["read", "update"] } });

async function press(words: string) {
  const button = open?.findAll("button").find((one) => one.text() === words);
  if (!button) throw new Error(`no button ${words}: ${open?.text()}`);
  await button.trigger("click");
  await flushPromises();
}

test("a rule is rehearsed before it is switched on, from now or for what fits already", async () => {
  const server = adminServer().on("PATCH /rules/rule1", {});
  open = await openPage("/settings/rules/rule1", server);
  await press("先预演");
  expect(open.text()).toContain("如果过去 30 天就有这条规则：会触发 12 次，涉及 9 家客户。");
  expect(open.text()).toContain("现在就符合的有 4 家。");
  await press("打开，从现在开始");
  const [call] = server.called("PATCH /rules/rule1");
  expect(call?.body).toMatchObject({ version: 1, active: true, backlog: false, name: "沉睡客户" });
});

test("what was changed after the rehearsal is rehearsed again", async () => {
  open = await openPage("/settings/rules/rule1", adminServer());
  await press("先预演");
  await open.find("input.word__input").setValue("别的名字");
  expect(open.text()).not.toContain("会触发 12 次");
  expect(open.text()).toContain("先预演");
});

test("what a rule did is taken back one by one", async () => {
  const server = adminServer().on("POST /rule-runs/rule1%3Ac1%3Ax/undo", {});
  open = await openPage("/settings/rules/rule1", server);
  await press("撤销");
  expect(server.called("POST /rule-runs/rule1%3Ac1%3Ax/undo")).toHaveLength(1);
});

test("who may not change rules reads them", async () => {
  open = await openPage("/settings/rules/rule1");
  expect(open.text()).not.toContain("先预演");
  expect(open.find("fieldset").attributes("disabled")).toBeDefined();
});

test("a rule that is being written says what is still missing", async () => {
  open = await openPage("/settings/rules/new", adminServer());
  expect(open.text()).toContain("（还没写）");
  expect(open.text()).not.toContain("“”");
});
