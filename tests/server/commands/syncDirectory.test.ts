import { Department, PlatformIdentity, User } from "../../../models/system/user";
import { ensureMember } from "../../../server/commands/user/ensureMember";
import type { Member } from "../../../server/commands/user/member";
import { syncDirectory } from "../../../server/commands/user/syncDirectory";
import { SYSTEM_ACTOR } from "../../../server/context";
import { createCtx } from "../../../server/createCtx";
import { fakeClock, fakeDeps } from "../../support/ctx";
import { useDatabase } from "../../support/db";

useDatabase();

const ctx = () => createCtx(fakeDeps(fakeClock()), { actor: SYSTEM_ACTOR, source: { kind: "job", messageId: null } });

const member = (userId: string, change: Partial<Member> = {}): Member => ({
  platform: "wecom",
  userId,
  name: userId,
  departmentIds: ["2"],
  isLeader: false,
  active: true,
  ...change,
});

const DEPARTMENTS = [
  { id: "2", name: "销售", parentId: "1" },
  { id: "1", name: "公司", parentId: null },
];

const sync = (members: Member[], departments = DEPARTMENTS) =>
  syncDirectory(ctx(), { platform: "wecom", members, departments, complete: true }, (userId) => userId === "Boss");

const crowd = Array.from({ length: 120 }, (_, i) => member(`Rep${i}`));

it("makes a whole directory known, each once, also whoever writes at that moment", async () => {
  const [, early] = await Promise.all([
    sync([member("Boss"), ...crowd]),
    Promise.all(["Rep3", "Rep70", "Rep119"].map((userId) => ensureMember(ctx(), member(userId), false))),
  ]);
  expect(await User.countDocuments()).toBe(121);
  expect(await PlatformIdentity.countDocuments()).toBe(121);
  expect(new Set(early).size).toBe(3);
  const boss = await User.findOne({ name: "Boss" }).lean();
  expect(boss?.roles).toEqual(["admin", "sales"]);
  const [sales, company] = await Promise.all(
    ["2", "1"].map((externalId) => Department.findOne({ platform: "wecom", externalId }).lean()),
  );
  expect(sales).toMatchObject({ name: "销售", parent: company?._id });
  expect(boss?.departments).toEqual([sales?._id]);
});

it("writes of a directory it knows only what is different in it", async () => {
  await sync(crowd);
  const before = await User.find().sort({ _id: 1 }).lean();
  await sync(crowd);
  expect(await User.find().sort({ _id: 1 }).lean()).toEqual(before);

  await sync(
    crowd.map((one) => {
      if (one.userId === "Rep5") return { ...one, name: "韩梅梅" };
      if (one.userId === "Rep6") return { ...one, departmentIds: ["1"] };
      return one.userId === "Rep7" ? { ...one, active: false } : one;
    }),
    [{ id: "2", name: "销售一部", parentId: "1" }, DEPARTMENTS[1]!],
  );
  const after = await User.find().sort({ _id: 1 }).lean();
  const changed = after.filter((user, i) => user.version !== before[i]?.version);
  const company = await Department.findOne({ externalId: "1" }).lean();
  expect(new Map(changed.map((user) => [user.name, user]))).toEqual(
    new Map([
      ["韩梅梅", expect.objectContaining({ disabled: false })],
      ["Rep6", expect.objectContaining({ departments: [company?._id] })],
      ["Rep7", expect.objectContaining({ disabled: true })],
    ]),
  );
  expect(await Department.findOne({ externalId: "2" }).lean()).toMatchObject({
    name: "销售一部",
    parent: company?._id,
  });
});

it("shuts out who is no longer in it", async () => {
  await sync(crowd);
  await expect(sync(crowd.slice(1))).resolves.toEqual({ seen: 119, gone: 1 });
  expect(await User.find({ disabled: true }).lean()).toMatchObject([{ name: "Rep0" }]);
});
