import { setTimeout as delay } from "node:timers/promises";
import { Customer, Lead } from "../../models";
import { addDays, dayOf, instantOf } from "../../models/shared/values/day";
import { JobRun } from "../../models/system/jobRun";
import { OutboxEvent } from "../../models/system/outboxEvent";
import { PlatformIdentity, type Role, type UserRow } from "../../models/system/user";
import { buildDepartment, buildUser } from "../support/factories";
import { useTwoServers } from "../support/twoServers";

/** What is still to come would be one too many. */
const SETTLED_MS = 5000;
const LEADS = 10;
const POOLED = 4;
/** In the pool too; taken in chat. */
const BY_CHAT = "海川科技";
const KEPT = ["青松仪器", "白石机械", "蓝天餐饮"];

type Side = 0 | 1;
interface Member {
  user: UserRow;
  /** As the platform calls them. */
  name: string;
}

const two = useTwoServers();

async function addMember(name: string, roles: Role[], department: string): Promise<Member> {
  const user = await buildUser({ name, roles, departments: [department], departmentsSet: true });
  const identity = await PlatformIdentity.findOne({ user: user._id }).lean();
  return { user, name: identity?.userId ?? "" };
}

/** A seller and two who pick, their manager, and an admin; the rows as a sync would have left them. */
const addTeam = () =>
  two.inspect(async () => {
    const { _id: department } = await buildDepartment({ externalId: "1" });
    return {
      owner: await addMember("李雷", ["sales"], department),
      first: await addMember("韩梅", ["sales"], department),
      second: await addMember("王五", ["sales"], department),
      boss: await addMember("赵敏", ["sales_manager"], department),
      admin: await addMember("孙浩", ["admin"], department),
    };
  });

interface Answer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks into answers it does not trust
  body: any;
}
type Call = (method: string, path: string, body?: unknown) => Promise<Answer>;

const callerAt =
  (side: Side, own: Record<string, string> = {}): Call =>
  async (method, path, body) => {
    const response = await fetch(`${two.address(side)}/api/v1${path}`, {
      method,
      headers: { "content-type": "application/json", ...own },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json().catch(() => null) };
  };

/** Signs in at one of the two; the session counts at both. */
async function signIn(member: Member): Promise<[Call, Call]> {
  two.fake.codes.set(`code-${member.name}`, member.name);
  const response = await fetch(`${two.address(0)}/api/v1/auth/wecom`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code: `code-${member.name}` }),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return [callerAt(0, { cookie }), callerAt(1, { cookie })];
}

const cardsTo = ({ name }: Member, words: RegExp) =>
  two.crowd.shownTo(name).filter((message) => words.test(JSON.stringify(message)));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await delay(50);
}

/** The moment at a clock time, so many days from now. */
const today = dayOf(new Date());
const moment = (days: number, time: string) => instantOf(addDays(today, days), time);

async function addCustomers(owner: Call, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) ids.push((await owner("POST", "/customers", { name })).body.id);
  return ids;
}

async function expectOneClaim(calls: [Call, Call], id: string): Promise<void> {
  const answers = await Promise.all(calls.map((call) => call("POST", `/customers/${id}/claim`, {})));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const lost = answers.find(({ status }) => status === 409);
  expect(lost?.body).toMatchObject({ code: "not_in_pool", detail: "这位客户已经被领走了，不在公海里。" });
}

async function claimInChat(pickers: Member[]): Promise<void> {
  await Promise.all(
    pickers.map(async ({ name }) => {
      await two.crowd.says(name, `领取 ${BY_CHAT}`);
      await two.crowd.waitFor(name, (card) => card.includes("确认领取"));
    }),
  );
  await Promise.all(
    pickers.map(async ({ name }) => {
      await two.crowd.presses(name, "确认", await two.crowd.waitFor(name, (card) => card.includes("确认领取")));
    }),
  );
  const all = (words: RegExp) => pickers.flatMap((member) => cardsTo(member, words));
  await until(() => all(/已领取 ✓/).length + all(/已经被领走了/).length >= 2);
  expect([all(/已领取 ✓ 海川科技/).length, all(/已经被领走了/).length]).toEqual([1, 1]);
}

it("does each thing once from two processes: claims, leads and their clock, a grant's end, the pool's evening", async () => {
  const { owner, first, second, boss, admin } = await addTeam();
  const team = [owner, first, second, boss, admin];
  await two.start(team.map(({ name, user }) => ({ userid: name, name: user.name, department: [1] })));
  const [asOwner] = await signIn(owner);
  const [asAdmin] = await signIn(admin);
  const [firstAt0, firstAt1] = await signIn(first);
  const [, secondAt1] = await signIn(second);
  const [kept = ""] = await addCustomers(asOwner, KEPT);

  // Two pick the same customer at the same instant.
  const names = Array.from({ length: POOLED }, (_, i) => `公海客户${i}`);
  const pooled = await addCustomers(asOwner, [...names, BY_CHAT]);
  for (const id of pooled) await asOwner("POST", `/customers/${id}/release`, { reason: "暂时没需求" });
  for (const id of pooled.slice(0, POOLED)) await expectOneClaim([firstAt0, secondAt1], id);
  await claimInChat([first, second]);

  // A grant that ends while both look.
  const endsAt = moment(1, "08:00").toISOString();
  const granted = { entity: "customer", recordId: kept, userId: first.user._id, right: "read", endsAt };
  expect((await asOwner("POST", "/access-grants", granted)).status).toBe(201);
  const seen = async () =>
    (await Promise.all([firstAt0, firstAt1].map((call) => call("GET", `/customers/${kept}`)))).map(
      ({ status }) => status,
    );
  expect(await seen()).toEqual([200, 200]);

  // Leads handed over at both doors at once, each of them twice.
  const rule = {
    ...{ name: "轮流", sources: [], regions: [], industries: [], dailyCap: null },
    ...{ people: [first.user._id, second.user._id], by: "turn" },
  };
  const { body: rules } = await asAdmin("GET", "/lead-rules");
  expect((await asAdmin("PATCH", "/lead-rules", { ...rules, value: { ...rules.value, rules: [rule] } })).status).toBe(
    200,
  );
  const { key } = (await asAdmin("POST", "/lead-sources", { kind: "key", name: "官网" })).body;
  const programs = ([0, 1] as const).map((side) => callerAt(side, { authorization: `Bearer ${key}` }));
  const handed = await Promise.all(
    Array.from({ length: LEADS }, (_, i) => ({ name: `线索${i}甲`, phone: `1380000${1000 + i}` })).flatMap((lead) =>
      programs.map((program) => program("POST", "/lead-intake", lead)),
    ),
  );
  expect(handed.filter(({ body }) => body.state === "created")).toHaveLength(LEADS);
  const toPickers = (words: RegExp) => [first, second].map((member) => cardsTo(member, words).length);
  await until(() => toPickers(/新线索：/).reduce((sum, count) => sum + count) >= LEADS);
  expect(toPickers(/新线索：/)).toEqual([LEADS / 2, LEADS / 2]);

  // Nobody answers them: the reps hear of it, then their manager. The grant is over by then.
  await two.moveClocks(moment(2, "10:00"));
  await until(() => toPickers(/线索还没联系：/).reduce((sum, count) => sum + count) >= LEADS);
  expect(await seen()).toEqual([404, 404]);
  await two.moveClocks(moment(2, "15:00"));
  await until(() => cardsTo(boss, /还没联系 线索/).length >= LEADS);
  await delay(SETTLED_MS);
  expect(toPickers(/线索还没联系：/)).toEqual([LEADS / 2, LEADS / 2]);
  expect(cardsTo(boss, /还没联系 线索/)).toHaveLength(LEADS);

  // Nobody follows up: told on a morning, gone on an evening.
  await two.moveClocks(moment(27, "10:30"));
  await until(() => cardsTo(owner, /快回公海了/).length >= 1);
  await two.moveClocks(moment(31, "20:00"));
  await until(() => cardsTo(owner, /位客户回公海了/).length >= 1 && cardsTo(boss, /李雷的 3 位客户/).length >= 1);
  await delay(SETTLED_MS);
  expect(cardsTo(owner, /3 位客户快回公海了/)).toHaveLength(1);
  expect(cardsTo(owner, /3 位客户回公海了/)).toHaveLength(1);
  expect(cardsTo(boss, /李雷的 3 位客户回公海了/)).toHaveLength(1);
  await two.stop();

  await two.inspect(async () => {
    const count = (name: string) => OutboxEvent.countDocuments({ name });
    expect(await count("customer.claimed")).toBe(POOLED + 1);
    expect(await count("customer.recycled")).toBe(KEPT.length + POOLED + 1);
    expect(await Customer.countDocuments({ owner: null })).toBe(KEPT.length + POOLED + 1);
    expect(await Lead.countDocuments({ remindedAt: { $ne: null }, escalatedAt: { $ne: null } })).toBe(LEADS);
    expect([await count("lead.unanswered"), await count("lead.escalated")]).toEqual([LEADS, LEADS]);
    expect(await JobRun.countDocuments({ name: "recycle", state: { $ne: "done" } })).toBe(0);
  });
}, 300_000);
