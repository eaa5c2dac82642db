import { startSimulator } from "./harness";
import type { Harness } from "./harness";

let harness: Harness;
beforeEach(async () => void (harness = await startSimulator()));
afterEach(() => harness.close());

const get = (path: string, query: Record<string, string> = {}) => harness.api(path, { query });

test("a member has the fields of the platform and no personal ones", async () => {
  const user = await get("user/get", { userid: "LILEI" });
  expect(user).toMatchObject({
    errcode: 0,
    userid: "lilei",
    name: "李雷",
    department: [3],
    is_leader_in_dept: [0],
    direct_leader: ["zhaomin"],
    status: 1,
  });
  expect(user).not.toHaveProperty("mobile");
});

test("a stranger and a member out of range are told apart", async () => {
  expect(await get("user/get", { userid: "nobody" })).toMatchObject({ errcode: 60111 });
  await harness.post("chats/lilei/events", { event: "unsubscribe" });
  expect(await get("user/get", { userid: "lilei" })).toMatchObject({ errcode: 60011 });
  expect(await get("user/simplelist", { department_id: "3" })).toMatchObject({ userlist: [] });
  await harness.post("chats/lilei/events", { event: "subscribe" });
  expect(await get("user/get", { userid: "lilei" })).toMatchObject({ errcode: 0 });
});

test("a department lists its direct members only", async () => {
  expect(await get("user/list", { department_id: "2" })).toMatchObject({ userlist: [{ userid: "zhaomin" }] });
  expect(await get("user/simplelist", { department_id: "4" })).toMatchObject({
    userlist: [{ userid: "wangwu", name: "王五", department: [4] }],
  });
  expect(await get("user/list", { department_id: "99" })).toMatchObject({ errcode: 60123 });
  expect(await get("user/list")).toMatchObject({ errcode: 60123 });
});

test("departments come as a tree, whole or from one down", async () => {
  const whole = (await get("department/list")).department as { id: number }[];
  expect(whole.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(await get("department/list", { id: "2" })).toMatchObject({
    department: [
      { id: 2, name: "销售部", parentid: 1, department_leader: ["zhaomin"] },
      { id: 3, parentid: 2 },
      { id: 4, parentid: 2 },
    ],
  });
  expect(await get("department/simplelist", { id: "3" })).toMatchObject({ department_id: [{ id: 3, parentid: 2 }] });
  expect(await get("department/get", { id: "1" })).toMatchObject({ department: { id: 1, parentid: 0 } });
  expect(await get("department/list", { id: "99" })).toMatchObject({ errcode: 60003 });
  expect(await get("department/get", { id: "99" })).toMatchObject({ errcode: 60123 });
});
