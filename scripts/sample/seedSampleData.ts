import { models } from "../../models";
import { entities } from "../../models/shared/entities";
import { dayOf, instantOf } from "../../models/shared/values/day";
import type { Model } from "mongoose";
import { OutboxEvent, type OutboxRow } from "../../models/system/outboxEvent";
import { Department, User, type UserRow } from "../../models/system/user";
import { changesOf, toEventRow, toNewRow } from "../../server/events/saveWithEvent";
import type { Actor } from "../../server/context";
import { SAMPLE_USERS } from "./company";
import { insertCompany } from "./insertCompany";
import { planAccounts } from "./planAccounts";
import { createRandom } from "./random";
import { writeAccount, type Draft } from "./writeAccount";
import { writeLeads } from "./writeLeads";

const CHUNK = 500;

/** The store has data of its own; sample data would mix with them. */
export class StoreNotEmptyError extends Error {
  override name = "StoreNotEmptyError";
}

/** True while nobody and nothing is known. */
export async function isStoreEmpty(): Promise<boolean> {
  for (const model of [User, Department, ...Object.values(models)])
    if ((await (model as Model<object>).exists({})) !== null) return false;
  return true;
}

async function insertChunks<R extends object>(model: Model<R>, rows: R[]): Promise<void> {
  for (let i = 0; i < rows.length; i += CHUNK) {
    // Straight through the driver: the rows come from the same builder that commands use, casting them again takes seconds.
    await model.collection.insertMany(rows.slice(i, i + CHUNK) as never);
  }
}

/** What happened is history: nobody is to be told of it. */
function toPastEvent({ entity, at, owner, values }: Draft, actor: Actor): OutboxRow {
  const ctx = { actor, now: at, source: { kind: "seed", messageId: null } } as const;
  const body = { kind: "created" as const, changes: changesOf(null, { ...values, owner }) };
  // A note tells of its visit.
  const name = entity === "visit" ? "visit.noted" : `${entity}.created`;
  return { ...toEventRow(ctx, { name, entity, record: values, body }), state: "done" };
}

function actorsOf(users: readonly UserRow[]): Map<string, Actor> {
  return new Map(
    users.map(({ _id, name, roles }) => [_id, { id: _id, name, roles: new Set(roles), memberIds: [], grants: [] }]),
  );
}

/**
 * Fills an empty store with a sample company: departments, people of every role, 200 customers and their history up to `now`.
 * The same day tells the same story. `chats`: the platforms its people are known on; WeCom alone unless told. Contracts are not part of it: that entity does not exist yet.
 * @throws StoreNotEmptyError
 */
export async function seedSampleData({ now, chats }: { now: Date; chats?: readonly string[] }): Promise<void> {
  if (!(await isStoreEmpty()))
    throw new StoreNotEmptyError("the store is not empty: sample data go only into an empty one");
  const users = await insertCompany(now, chats);
  const owners = new Map(SAMPLE_USERS.map(({ id }, i) => [id, users[i]?._id as string]));
  const random = createRandom(instantOf(dayOf(now)).getTime() / 1000);
  const accounts = planAccounts(owners, now, random).flatMap((account) => writeAccount(account, random));
  const drafts = [...accounts, ...writeLeads(owners, now)];

  for (const entity of Object.keys(entities) as (keyof typeof entities)[]) {
    const rows = drafts
      .filter((draft) => draft.entity === entity)
      .map(({ at, holder, values }) => toNewRow(entity, { ...values, owner: holder }, at));
    await insertChunks(models[entity], rows);
  }
  const actors = actorsOf(users);
  await insertChunks(
    OutboxEvent,
    drafts.map((draft) => toPastEvent(draft, actors.get(draft.owner) as Actor)),
  );
}
