import type { Model } from "mongoose";
import { models } from "../../models";
import { newId } from "../../models/newId";
import type { EntityName } from "../../models/shared/entities";
import { Department, PlatformIdentity, User } from "../../models/system/user";
import { toNewRow } from "../../server/events/saveWithEvent";
import { createRandom } from "../sample/random";
import { CITIES, GIVEN_NAMES, SURNAMES, TALKS, TRADES } from "../sample/words";

export interface Sizes {
  members: number;
  customers: number;
  followUps: number;
}

/** What the store holds and may be looked for. */
export interface Filled {
  memberIds: string[];
  /** Short names of the customers; the n-th belongs to member n modulo the number of members. */
  shortNames: string[];
  phones: string[];
}

export const BOSS = "boss";
const CHUNK = 1000;
const DAY_LENGTH = 86_400_000;
const BRAND_LETTERS = [
  ..."安邦诚达德丰富高冠海航豪和恒宏华汇嘉江金京景聚凯康科坤兰乐利联林隆铭宁鹏启庆荣瑞润盛世顺泰腾天通万旺伟祥新鑫信兴旭亚阳益银永裕元远跃云泽展振正志智中卓",
];

export const memberIdsOf = ({ members }: Sizes) => [BOSS, ...Array.from({ length: members }, (_, i) => `rep${i}`)];

export async function insertPeople(memberIds: readonly string[], now: Date): Promise<string[]> {
  const department = newId();
  const base = { version: 1, departments: [department], departmentsSet: false, disabled: false, sharedUntil: null };
  const users = memberIds.map((name) => ({
    ...base,
    _id: newId(),
    name,
    roles: [name === BOSS ? ("sales_manager" as const) : ("sales" as const)],
    createdAt: now,
    updatedAt: now,
  }));
  const identities = users.map(({ _id, name }) => ({
    _id: newId(),
    platform: "wecom",
    key: name.toLowerCase(),
    userId: name,
    user: _id,
    lastSeenAt: null,
  }));
  await Department.insertMany([{ _id: department, platform: "wecom", externalId: "1", name: "bench", parent: null }]);
  await User.insertMany(users);
  await PlatformIdentity.insertMany(identities);
  return users.map(({ _id }) => _id);
}

/** Different for every number below a hundred thousand. */
function shortNameOf(serial: number): string {
  const letter = (i: number) => BRAND_LETTERS[i % BRAND_LETTERS.length] ?? "";
  const first = letter(serial);
  const second = letter(Math.floor(serial / BRAND_LETTERS.length));
  return first + second + (TRADES[Math.floor(serial / BRAND_LETTERS.length ** 2) % TRADES.length]?.short ?? "");
}

/** Inserts generated rows a thousand at a time, so that a million of them never lie in memory. */
export async function insertGenerated(entity: EntityName, count: number, row: (i: number) => object): Promise<void> {
  const { collection } = models[entity] as Model<object>;
  for (let start = 0; start < count; start += CHUNK) {
    const length = Math.min(CHUNK, count - start);
    await collection.insertMany(Array.from({ length }, (_, i) => row(start + i)) as never);
  }
}

/** Fills an empty store with a company of the asked sizes. */
export async function fillStore(sizes: Sizes, now: Date): Promise<Filled> {
  const random = createRandom(1);
  const memberIds = memberIdsOf(sizes);
  const owners = (await insertPeople(memberIds, now)).slice(1);
  const ownerOf = (customer: number) => owners[customer % owners.length] ?? "";
  const ids = Array.from({ length: sizes.customers }, () => newId());
  const shortNames = ids.map((_, i) => shortNameOf(i));
  const phones = ids.map((_, i) => `139${String(i * 7919 + 10_000_000).slice(-8)}`);
  const before = (moment: Date) => new Date(moment.getTime() - random.int(0, 180 * DAY_LENGTH));
  const lastContacts = ids.map(() => before(now));

  await insertGenerated("customer", sizes.customers, (i) => {
    const { city } = random.pick(CITIES);
    const at = lastContacts[i] ?? now;
    const values = { kind: "company", level: random.pick(["A", "B", "C", "D"]), region: city, lastContactAt: at };
    const name = `${city}${shortNames[i]}有限公司`;
    return toNewRow("customer", { ...values, id: ids[i], owner: ownerOf(i), name, phones: [phones[i]] }, at);
  });
  const talks = Object.values(TALKS).flat();
  await insertGenerated("followUp", sizes.followUps, (i) => {
    const customer = i % sizes.customers;
    const { method, mood, text } = random.pick(talks);
    const person = random.pick(SURNAMES) + random.pick(GIVEN_NAMES);
    const content = text.replace("{person}", person).replace("{product}", `${random.int(1, 500)}型设备`);
    const lastContactAt = lastContacts[customer] ?? now;
    const happenedAt = i < sizes.customers ? lastContactAt : before(lastContactAt);
    const values = { customer: ids[customer], method, mood, content, happenedAt, owner: ownerOf(customer) };
    return toNewRow("followUp", values, happenedAt);
  });
  return { memberIds, shortNames, phones };
}
