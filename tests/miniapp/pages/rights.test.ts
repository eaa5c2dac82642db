import { flushPromises, type VueWrapper } from "@vue/test-utils";
import { Picker } from "vant";
import { openPage, sampleServer } from "../support/openPage";
import { access, customer, me, member } from "../support/samples";
import { Refusal, type FakeServer } from "../support/server";

let open: VueWrapper | null = null;
const visit = async (...where: Parameters<typeof openPage>) => (open = await openPage(...where));
afterEach(() => {
  open?.unmount();
  open = null;
});

async function press(wrapper: VueWrapper, words: string) {
  const found = wrapper
    .findAll("button, .page a")
    .find((one) => [one.text(), one.attributes("aria-label")].some((said) => said?.startsWith(words)));
  if (!found) throw new Error(`nothing to press says ${words}`);
  await found.trigger(found.attributes("type") === "submit" ? "submit" : "click");
  await flushPromises();
}

/** A sheet lies over the page, outside of it. */
async function pressInSheet(words: string) {
  const keys = [...document.querySelectorAll<HTMLElement>('[role="dialog"] button')];
  const found = keys.find((key) => key.textContent?.trim() === words);
  if (!found) throw new Error(`nothing in the sheet says ${words}`);
  found.click();
  await flushPromises();
}

async function submitSheet() {
  document.querySelector('[role="dialog"] form')?.dispatchEvent(new Event("submit", { cancelable: true }));
  await flushPromises();
}

const bodyOf = (server: FakeServer, route: string) => server.called(route)[0]?.body;

test("a customer is shared with a colleague until the end of Friday", async () => {
  const server = sampleServer().on("POST /access-grants", {});
  const wrapper = await visit("/customers/c1/share", server);
  expect(wrapper.find("main ul").text()).not.toContain("李雷");
  await press(wrapper, "王五");
  await press(wrapper, "一起跟");
  expect(wrapper.text()).toContain("09-18 周五结束时自动收回。");
  await press(wrapper, "授权给王五");
  expect(bodyOf(server, "POST /access-grants")).toEqual({
    ...{ entity: "customer", recordId: "c1", userId: "wangwu", right: "write" },
    endsAt: "2026-09-18T16:00:00.000Z",
  });
});

test("a colleague whose work it is not says so beside the choice", async () => {
  const errors = [{ path: "userId", code: "role_sees_none", message: "这位同事的岗位看不了客户" }];
  const server = sampleServer().on("POST /access-grants", new Refusal(422, { errors }));
  const wrapper = await visit("/customers/c1/share", server);
  await press(wrapper, "王五");
  await press(wrapper, "授权给王五");
  expect(wrapper.find('[role="alert"]').text()).toBe("这位同事的岗位看不了客户");
});

test("a customer is given away, then the list is shown", async () => {
  const server = sampleServer().on("POST /customers/c1/transfer", customer);
  const wrapper = await visit("/customers/c1/transfer", server);
  await press(wrapper, "王五");
  await press(wrapper, "转给王五");
  expect(bodyOf(server, "POST /customers/c1/transfer")).toEqual({ owner: "wangwu" });
  expect(wrapper.text()).toContain("约 1 家，4 家有风险。");
});

test("all customers go to a colleague, after it is said what goes", async () => {
  const server = sampleServer().on("POST /colleagues/lilei/hand-over", { moved: 2, left: 0 });
  const wrapper = await visit("/hand-over", server);
  await press(wrapper, "王五");
  await press(wrapper, "都转给王五");
  expect(bodyOf(server, "POST /colleagues/lilei/hand-over")).toEqual({ to: "wangwu" });
});

test("a grant is ended where it shows, and whom it let in is gone", async () => {
  const server = sampleServer().on("DELETE /access-grants/g1", () => undefined);
  const wrapper = await visit("/customers/c1/access", server);
  server.on("GET /customers/c1/access", { people: access.people.slice(0, 1) });
  await press(wrapper, "收回给王五的授权");
  expect(server.called("DELETE /access-grants/g1")).toHaveLength(1);
  expect(wrapper.text()).not.toContain("王五");
});

test("a record comes back out of the bin", async () => {
  const server = sampleServer().on("POST /customers/c7/restore", {});
  await press(await visit("/recycle-bin", server), "恢复 蓝天餐饮");
  expect(server.called("POST /customers/c7/restore")).toHaveLength(1);
});

test.each([
  [["read", "update", "share", "transfer", "explain"], true],
  [["read", "update"], false],
])("with the abilities %j the keys about rights are there: %s", async (abilities, areThere) => {
  const wrapper = await visit("/customers/c1", sampleServer().on("GET /customers/c1", { ...customer, abilities }));
  await press(wrapper, "资料");
  for (const words of ["谁能看", "授权", "转给"]) expect(wrapper.text().includes(words)).toBe(areThere);
});

const admin = { ...me, abilities: { ...me.abilities, user: ["list", "update"], auditEntry: ["list"] } };

test("members and the audit are there for admins only", async () => {
  expect((await visit("/more")).text()).not.toContain("成员与权限");
  open?.unmount();
  const text = (await visit("/more", sampleServer().on("GET /me", admin))).text();
  for (const words of ["成员与权限", "审计"]) expect(text).toContain(words);
});

test("an admin gives a role, and shuts a member out with a word on who takes over", async () => {
  const server = sampleServer().on("GET /me", admin).on("PATCH /users/wangwu", member);
  const wrapper = await visit("/members", server);
  await press(wrapper, "改成员 王五");
  await pressInSheet("销售主管");
  await pressInSheet("停用");
  await pressInSheet("放到公海");
  await submitSheet();
  expect(bodyOf(server, "PATCH /users/wangwu")).toEqual({
    ...{ roles: ["sales", "sales_manager"], departments: ["d2"] },
    ...{ disabled: true, handOverTo: null },
  });
});

test("the audit is asked for one of us and one day, and for everybody again", async () => {
  const server = sampleServer().on("GET /me", admin);
  const wrapper = await visit("/audit", server);
  await press(wrapper, "谁做的");
  document.querySelector<HTMLElement>('[role="dialog"] .colleague')?.click();
  await flushPromises();
  await press(wrapper, "哪天");
  wrapper
    .findAllComponents(Picker)
    .at(-1)
    ?.vm.$emit("confirm", { selectedValues: ["2026-09-15"] });
  await flushPromises();
  const asked = () => Object.fromEntries(server.called("GET /audit-entries").at(-1)?.query ?? []);
  expect(asked()).toMatchObject({ kind: "changes", actor: "wangwu", on: "2026-09-15" });
  await press(wrapper, "只看王五 ×");
  expect(asked()).toEqual({ kind: "changes", on: "2026-09-15" });
});

const gone = new Refusal(404, { code: "not_found", detail: "没有这条记录" });

test("a page that is open when its grant ends shows only the shield at the next call", async () => {
  const server = sampleServer();
  const wrapper = await visit("/customers/c1", server);
  expect(wrapper.text()).toContain(customer.name);
  server.on("GET /customers/c1", gone).on("GET /customers/c1/timeline", gone).on("POST /reminders/r1/complete", gone);
  await press(wrapper, "完成：发正式合同");
  expect(wrapper.find("main").text()).toContain("看不到这条记录。");
  expect(wrapper.find("main").text()).not.toContain(customer.name);
  expect(wrapper.find("main").text()).not.toContain("没存上");
});

test("what is too long stays in its box and is told, and the key waits", async () => {
  const wrapper = await visit("/feedback", sampleServer());
  const box = wrapper.find("textarea");
  expect(box.attributes("maxlength")).toBeUndefined();
  await box.setValue("长".repeat(2003));
  expect(box.element.value).toHaveLength(2003);
  expect(wrapper.find('[role="alert"]').text()).toBe("最多 2000 字，多了 3 字");
  expect(wrapper.find(".feedback__form .key").attributes("disabled")).toBeDefined();
});

test("who may not see the usage is told once", async () => {
  const no = { code: "forbidden", detail: "没有权限做这个。" };
  const server = sampleServer().on("GET /usage", new Refusal(403, no)).on("GET /usage/model", new Refusal(403, no));
  const wrapper = await visit("/usage", server);
  expect(wrapper.text().split("没有权限做这个。")).toHaveLength(2);
});

test("a right is taken back after it is said what goes", async () => {
  const server = sampleServer().on("POST /rights-review/roles%3Au1/revoke", {});
  const wrapper = await visit("/rights-review", server);
  await press(wrapper, "收回 王五");
  expect(document.body.textContent).toContain("岗位：总监。收回以后只是销售，马上生效。");
  expect(server.called("POST /rights-review/roles%3Au1/revoke")).toEqual([]);
  await pressInSheet("收回");
  expect(server.called("POST /rights-review/roles%3Au1/revoke")).toHaveLength(1);
});
