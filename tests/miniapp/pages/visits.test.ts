import { flushPromises, type VueWrapper } from "@vue/test-utils";
import { Field } from "vant";
import { platform } from "../../../miniapp/src/platform";
import { readClientLocation } from "../../../miniapp/src/platform/position";
import { openPage, sampleServer } from "../support/openPage";
import { customer, today } from "../support/samples";
import { page, Refusal } from "../support/server";
import { checkedIn, visit } from "../support/visitSamples";

let open: VueWrapper | null = null;
const show = async (...where: Parameters<typeof openPage>) => (open = await openPage(...where));

type Told = (found: (answer: object) => void, failed: (error: object) => void) => void;
const PERMISSION_DENIED = 1;

/** A browser that answers so when it is asked where it is. */
function locates(getCurrentPosition: Told) {
  Object.defineProperty(window, "isSecureContext", { value: true, configurable: true });
  Object.defineProperty(navigator, "geolocation", { value: { getCurrentPosition }, configurable: true });
}
const isAt = (latitude: number, longitude: number, accuracy = 25) =>
  locates((found) => found({ coords: { latitude, longitude, accuracy } }));
const denies = () => locates((_, failed) => failed({ code: PERMISSION_DENIED, PERMISSION_DENIED }));

const CHECK_IN = "POST /customers/c1/check-in";
const server = () =>
  sampleServer()
    .on("GET /visits", page([visit]))
    .on("GET /visits/v1", visit)
    .on(CHECK_IN, checkedIn);
const keyOf = (wrapper: VueWrapper, words: string) =>
  wrapper.findAll("button, a").find((one) => one.text().trim() === words);
const press = async (wrapper: VueWrapper, words: string) => {
  await keyOf(wrapper, words)?.trigger("click");
  await flushPromises();
};

beforeEach(() => isAt(30.19, 120.21));
afterEach(() => {
  open?.unmount();
  open = null;
});

test.each([
  ["/visits", "约了 1 次。"],
  ["/visits/v1", "09-16 周三 14:00"],
  ["/visits/new?customer=c1", "什么时候去 杭州鼎盛科技有限公司"],
  ["/visits/v1/edit", "什么时候去 杭州鼎盛科技有限公司"],
  ["/customers/c1/check-in?visit=v1", "浏览器定位，误差 25 米"],
  ["/customers/c1", "约拜访"],
  ["/customers/c1/edit", "到了客户那里点一下"],
])("%s shows what it is for", async (path, words) => {
  expect((await show(path, server())).text()).toContain(words);
});

test("today begins with where one goes, each with its one next step", async () => {
  const line = { id: "v1", customer: "c1", customerName: "鼎盛科技", text: "拜访鼎盛科技", time: "14:00" };
  const ahead = { ...line, state: "planned", checkIn: null, hasNote: false, abilities: ["checkIn", "record"] };
  const been = { ...ahead, id: "v2", customerName: "海川", state: "done", checkIn: "near", abilities: ["record"] };
  const wrapper = await show("/today", server().on("GET /today", { ...today, visits: [ahead, been] }));
  expect(wrapper.text()).toContain("还有 3 件事，1 件过期。");
  expect(keyOf(wrapper, "签到")?.attributes("href")).toBe("/customers/c1/check-in?visit=v1");
  expect(keyOf(wrapper, "写结果")?.attributes("href")).toBe("/visits/v2");
  expect(wrapper.text()).toContain("去过了，还没写结果");
});

test("a check-in sends where the browser says it is, and shows what was stored", async () => {
  const api = server();
  const wrapper = await show("/customers/c1/check-in?visit=v1", api);
  await press(wrapper, "签到");
  expect(api.called(CHECK_IN)[0]?.body).toMatchObject({
    visit: "v1",
    position: { latitude: 30.19, longitude: 120.21, accuracy: 25, system: "wgs84", source: "browser" },
    files: [],
  });
  for (const words of ["离客户远", "离客户 3.2 公里", "浏览器定位，误差 25 米", "才送到"]) {
    expect(wrapper.text()).toContain(words);
  }
});

test("without the right to locate it says so and checks in without a position", async () => {
  denies();
  const api = server();
  const wrapper = await show("/customers/c1/check-in", api);
  expect(wrapper.text()).toContain("没有定位权限");
  await press(wrapper, "不带定位签到");
  expect(api.called(CHECK_IN)[0]?.body).toMatchObject({ position: null });
});

test("without a network it waits with its own time", async () => {
  const api = server();
  const wrapper = await show("/customers/c1/check-in", api);
  api.isDown = true;
  await press(wrapper, "签到");
  expect(wrapper.text()).toContain("有网自动补签");
  const [entry] = JSON.parse(
    window.localStorage.getItem(String(Object.keys(localStorage).find((k) => /outbox/.test(k)))) ?? "[]",
  );
  expect(entry.body).toMatchObject({ at: expect.stringMatching(/^\d{4}-/), position: { source: "browser" } });
});

test("a second check-in is refused with the server's sentence", async () => {
  const refusal = new Refusal(409, { code: "already_settled", detail: "这件事已经处理过了。" });
  const wrapper = await show("/customers/c1/check-in", server().on(CHECK_IN, refusal));
  await press(wrapper, "签到");
  expect(wrapper.text()).toContain("这件事已经处理过了。");
});

test("the first check-in may become the customer's place, and the result is one more tap", async () => {
  const api = server()
    .on(CHECK_IN, { ...checkedIn, checkIn: "noPoint", distance: null })
    .on("PATCH /customers/c1", customer)
    .on("POST /visits/v1/record", checkedIn);
  const wrapper = await show("/customers/c1/check-in", api);
  await press(wrapper, "签到");
  await press(wrapper, "存为客户位置");
  expect(api.called("PATCH /customers/c1")[0]?.body).toEqual({ version: 1, latitude: 30.2, longitude: 120.2 });
  expect(wrapper.text()).toContain("客户位置存好了。");
  await wrapper.get("textarea").setValue("王总同意试用");
  await wrapper.get("form").trigger("submit");
  await flushPromises();
  expect(api.called("POST /visits/v1/record")[0]?.body).toEqual({ content: "王总同意试用" });
});

test("a customer's place is taken from the client, never typed, and gives the address where there is none", async () => {
  const api = server().on("PATCH /customers/c1", customer);
  const wrapper = await show("/customers/c1/edit", api);
  for (const degrees of ["纬度", "经度"]) expect(wrapper.text()).not.toContain(degrees);
  const found = { latitude: "30.19", longitude: "120.21", accuracy: 30, address: "杭州市滨江区江南大道 1 号" };
  jest.spyOn(platform, "locate").mockResolvedValueOnce(readClientLocation(found));
  await wrapper
    .findAllComponents(Field)
    .find((line) => line.props("label") === "位置")
    ?.trigger("click");
  await flushPromises();
  expect(wrapper.text()).toContain("误差 30 米，存下就用它。");
  await wrapper.get("form").trigger("submit");
  await flushPromises();
  expect(api.called("PATCH /customers/c1")[0]?.body).toEqual({
    ...{ version: 1, latitude: 30.19, longitude: 120.21, address: "杭州市滨江区江南大道 1 号" },
  });
});

test("two who moved one visit choose in words", async () => {
  const conflicts = { plannedOn: { base: "2026-09-16", yours: "2026-09-18", theirs: "2026-09-17" } };
  const api = server().on("PATCH /visits/v1", new Refusal(409, { code: "stale_version", conflicts }));
  const wrapper = await show("/visits/v1/edit", api);
  await wrapper.get("form").trigger("submit");
  await flushPromises();
  expect(wrapper.get('[role="alertdialog"] h1').text()).toBe("哪天去改成哪个？");
});

test("customers near by are listed with their distance", async () => {
  const near = { id: "c1", name: "鼎盛科技", level: "A", address: null, distance: 320, lastContactAt: null };
  const api = server().on("GET /customers/nearby", { items: [near] });
  const wrapper = await show("/nearby", api);
  await flushPromises();
  expect(wrapper.text()).toContain("附近 1 家客户。");
  expect(wrapper.text()).toContain("320 米 · 还没聊过");
  expect(Object.fromEntries(api.called("GET /customers/nearby")[0]?.query ?? [])).toMatchObject({
    system: "wgs84",
    metres: "5000",
  });
});

test("near by without a position says what is missing", async () => {
  denies();
  const wrapper = await show("/nearby", server());
  await flushPromises();
  expect(wrapper.text()).toContain("要知道你在哪里");
});

test("statistics count one's own or the team's", async () => {
  const total = { planned: 4, done: 3, customers: 2, withoutCheckIn: 1, far: 1, averageDistance: 700 };
  const stats = { from: "2026-09-01", to: "2026-09-30", whose: { id: "lilei", name: "李雷" }, hasTeam: true, total };
  const api = server().on("GET /reports/visits", { ...stats, members: [{ id: "wang", name: "王五", ...total }] });
  const wrapper = await show("/visits/stats", api);
  expect(wrapper.text()).toContain("你去了 3 次，2 家客户。");
  expect(wrapper.text()).toContain("700 米");
  await press(wrapper, "团队");
  expect(api.called("GET /reports/visits").at(-1)?.query.get("whose")).toBe("team");
  expect(wrapper.text()).toContain("约了 4 次，没签到 1 次");
});

test("a visit is planned for the day and time chosen", async () => {
  const api = server().on("POST /visits", visit);
  const wrapper = await show("/visits/new?customer=c1&day=2026-09-18", api);
  await wrapper.get("input[type=time]").setValue("10:30");
  await wrapper.get("form").trigger("submit");
  await flushPromises();
  expect(api.called("POST /visits")[0]?.body).toEqual({ customer: "c1", plannedOn: "2026-09-18", time: "10:30" });
});
