import { type FakeWecom, startFakeWecom } from "../../../support/fakeWecom";
import { platformFor } from "./support";

let fake: FakeWecom;

beforeEach(async () => {
  fake = await startFakeWecom();
  fake.departments.push({ id: 2, name: "销售部", parentid: 1 }, { id: 3, name: "华东", parentid: 2 });
  fake.members.push(
    { userid: "ZhangSan", name: "张三", department: [2, 3], is_leader_in_dept: [0, 1], status: 1 },
    { userid: "LiSi", name: "李四", department: [3], is_leader_in_dept: [0], status: 4 },
    { userid: "WangWu", name: "王五", department: [1], status: 2 },
    { userid: "ZhaoLiu", name: "", department: [1], status: 5 },
  );
});
afterEach(() => fake.stop());

it("walks every department and names everybody once", async () => {
  const directory = await platformFor(fake).platform.fetchDirectory();
  expect(directory).toEqual({
    complete: true,
    departments: [
      { id: "1", name: "总部", parentId: null },
      { id: "2", name: "销售部", parentId: "1" },
      { id: "3", name: "华东", parentId: "2" },
    ],
    users: [
      { userId: "WangWu", name: "王五", departmentIds: ["1"], isLeader: false, active: false },
      { userId: "ZhaoLiu", name: "ZhaoLiu", departmentIds: ["1"], isLeader: false, active: false },
      { userId: "ZhangSan", name: "张三", departmentIds: ["2", "3"], isLeader: true, active: true },
      { userId: "LiSi", name: "李四", departmentIds: ["3"], isLeader: false, active: true },
    ],
  });
});

it("is incomplete when one page fails, and walks on", async () => {
  fake.fail("user/list", { errcode: -1 });
  const { platform, log } = platformFor(fake);
  const directory = await platform.fetchDirectory();
  expect(directory.complete).toBe(false);
  expect(directory.users.map(({ userId }) => userId)).toEqual(["ZhangSan", "LiSi"]);
  expect(log.warn).toHaveBeenCalledWith({ code: -1, call: "user/list" }, expect.any(String));
});

it.each([[{ errcode: 45009 }], [{ errcode: 60020 }], [{ status: 429, headers: { "retry-after": "30" } }]])(
  "asks for nothing more after %j",
  async (fault) => {
    fake.fail("user/list", fault);
    expect(await platformFor(fake).platform.fetchDirectory()).toMatchObject({ complete: false, users: [] });
    expect(fake.callsTo("user/list")).toHaveLength(1);
  },
);

it("is empty and incomplete when even the departments cannot be had", async () => {
  fake.fail("department/list", { status: 500 });
  expect(await platformFor(fake).platform.fetchDirectory()).toEqual({ users: [], departments: [], complete: false });
});

it("finds one member, however the name is spelt", async () => {
  expect(await platformFor(fake).platform.fetchUser("zhangsan")).toMatchObject({ userId: "ZhangSan", name: "张三" });
});

it("has nobody where the platform knows nobody, and an error where it does not answer", async () => {
  const { platform } = platformFor(fake);
  expect(await platform.fetchUser("nobody")).toBeNull();
  fake.fail("user/get", { errcode: 60011 }, { errcode: -1 });
  expect(await platform.fetchUser("zhangsan")).toBeNull();
  await expect(platform.fetchUser("zhangsan")).rejects.toMatchObject({ details: { failure: "retry" } });
});
