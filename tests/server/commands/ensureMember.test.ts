import { PlatformIdentity, User } from "../../../models/system/user";
import { ensureMember } from "../../../server/commands/user/ensureMember";
import { SYSTEM_ACTOR } from "../../../server/context";
import { createCtx } from "../../../server/createCtx";
import { fakeClock, fakeDeps } from "../../support/ctx";
import { useDatabase } from "../../support/db";

useDatabase();

it("makes one user of a newcomer who is met several times at once", async () => {
  const ctx = createCtx(fakeDeps(fakeClock()), { actor: SYSTEM_ACTOR, source: { kind: "job", messageId: null } });
  const member = { platform: "wecom", userId: "LiLei", name: "李雷", departmentIds: [], isLeader: false, active: true };
  const ids = await Promise.all([1, 2, 3, 4].map(() => ensureMember(ctx, member, false)));
  expect(new Set(ids).size).toBe(1);
  expect(await User.countDocuments()).toBe(1);
  expect(await PlatformIdentity.countDocuments()).toBe(1);
});
