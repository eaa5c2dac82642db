import type { Model } from "mongoose";
import { models } from "../../../models";
import { newId } from "../../../models/newId";
import type { EntityName } from "../../../models/shared/entities";
import { DEFAULT_PIPELINE, keysOf } from "../../../models/shared/values/pipeline";
import type { StoredRow } from "../../../models/storedRecord";
import type { UserRow } from "../../../models/system/user";
import { createRandom } from "../../../scripts/sample/random";
import { toNewRow } from "../../../server/events/saveWithEvent";
import { NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildDepartment, buildUser } from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

/** Enough that owners are looked at instead of looked up. */
const TEAM = 12;
/** From a moment to two years ago: so that pages begin, end and are empty in every span that is read. */
const AGES_MS = [0, 60_000, 3_600_000, 7 * 3_600_000, 86_400_000, 9 * 86_400_000, 90 * 86_400_000, 700 * 86_400_000];
const ROUNDS = [11, 12];

let team: UserRow[];
let stranger: UserRow;
let manager: UserRow;

beforeEach(async () => {
  const departments = [(await buildDepartment())._id];
  team = [];
  for (let i = 0; i < TEAM; i++) team.push(await buildUser({ departments }));
  manager = await buildUser({ roles: ["sales_manager"], departments });
  stranger = await buildUser({ departments: [(await buildDepartment())._id] });
});

type Values = Record<string, unknown>;

/** Rows of the team and of a stranger, of all ages, a few of one instant. */
async function fill(entity: EntityName, round: number, valuesOf: (pick: number) => Values) {
  const random = createRandom(round);
  const rows = Array.from({ length: 60 }, () => {
    const age = random.pick(AGES_MS) + random.pick([0, 0, random.int(0, 3_600_000)]);
    const owner = random.pick([...team, stranger])._id;
    return toNewRow(entity, { ...valuesOf(random.int(0, 1000)), owner }, new Date(NOW.getTime() - age));
  });
  await (models[entity] as Model<StoredRow>).collection.insertMany(rows as never);
  return rows;
}

const newestFirst = (a: StoredRow, b: StoredRow) =>
  b.updatedAt.getTime() - a.updatedAt.getTime() || (a._id < b._id ? 1 : -1);
const idsOf = (rows: StoredRow[]) => rows.toSorted(newestFirst).map((row) => row._id);

async function walk(user: UserRow, path: string): Promise<{ ids: string[]; total: number }> {
  const ids: string[] = [];
  const first = (await api.as(user).get(path)).body;
  for (let page = first; ;) {
    ids.push(...page.items.map((item: { id: string }) => item.id));
    if (!page.nextCursor) return { ids, total: first.approximateTotal };
    page = (await api.as(user).get(`${path}&cursor=${page.nextCursor}`)).body;
  }
}

test.each(ROUNDS)("a manager of many pages through what the team has, the freshest first (%i)", async (round) => {
  const rows = await fill("customer", round, (pick) => ({ name: `${pick % 3 ? "恒力" : "海川"}${pick}有限公司` }));
  const ofTeam = rows.filter((row) => row.owner !== stranger._id);
  for (const limit of [7, 25]) {
    expect(await walk(manager, `/customers?limit=${limit}`)).toEqual({ ids: idsOf(ofTeam), total: ofTeam.length });
  }
  const called = (word: string) => ofTeam.filter((row) => String(row.name).includes(word));
  for (const [word, typed] of Object.entries({ 海川: "haichuan", 有限: "有限" })) {
    const found = called(word);
    expect(await walk(manager, `/customers?limit=5&q=${typed}`)).toEqual({ ids: idsOf(found), total: found.length });
  }
  const own = rows.filter((row) => row.owner === team[0]!._id);
  expect((await walk(team[0]!, "/customers?limit=2")).ids).toEqual(idsOf(own));
});

test("a number within words leads to them, in a long note too", async () => {
  const long = Array.from({ length: 500 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join("");
  const notes = ["要106型设备", "要206型设备", "要1060型设备", `${long}要106型设备`];
  const rows = notes.map((content) =>
    toNewRow("followUp", { customer: newId(), content, owner: team[1]!._id, happenedAt: NOW }, NOW),
  );
  await models.followUp.collection.insertMany(rows as never);
  const find = async (q: string) => (await walk(manager, `/follow-ups?limit=9&q=${encodeURIComponent(q)}`)).ids;
  const [one, two, longer, inLong] = rows as [StoredRow, StoredRow, StoredRow, StoredRow];
  expect(await find("106型设备")).toEqual([one._id]);
  expect(await find("06型设备")).toEqual(idsOf([one, two]));
  expect(await find("106")).toEqual(idsOf([one, longer, inLong]));
});

test.each(ROUNDS)("the funnel counts stage by stage what one pass would count (%i)", async (round) => {
  const stages = [...keysOf(DEFAULT_PIPELINE), "won", "lost"];
  const rows = await fill("opportunity", round, (pick) => {
    const stage = stages[pick % stages.length]!;
    const closedFrom = stage === "won" || stage === "lost" ? stages[pick % 4] : null;
    return { name: `订单${pick}`, customer: newId(), stage, closedFrom, amount: pick * 100 };
  });
  const ofTeam = rows.filter((row) => row.owner !== stranger._id);
  const sumOf = (some: StoredRow[]) => ({
    count: some.length,
    amount: some.reduce((sum, row) => sum + Number(row.amount), 0),
  });
  const at = (stage: string) => sumOf(ofTeam.filter((row) => row.stage === stage));
  const cameTo = (index: number) =>
    ofTeam.filter(({ stage, closedFrom }) => {
      return stage === "won" || stages.indexOf(String(stage === "lost" ? closedFrom : stage)) >= index;
    }).length;
  const { body } = await api.as(manager).get("/reports/funnel");
  expect(body).toMatchObject({
    stages: keysOf(DEFAULT_PIPELINE).map((stage, index) => ({ stage, ...at(stage), reached: cameTo(index) })),
    won: at("won"),
    lost: at("lost"),
  });
});
