import fc from "fast-check";
import { Contact, Customer, models } from "../../../models";
import { newId } from "../../../models/newId";
import type { EntityName } from "../../../models/shared/entities";
import { ROLES, User, type Role, type UserRow } from "../../../models/system/user";
import { NOW } from "../../support/ctx";
import {
  buildApproval,
  buildContact,
  buildCustomer,
  buildDepartment,
  buildFollowUp,
  buildGrant,
  buildLead,
  buildOpportunity,
  buildReminder,
  buildUser,
  buildVisit,
} from "../../support/factories";
import { emptyDatabase, useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

const builders = {
  customer: { path: "customers", build: (by: UserRow) => buildCustomer({ by }), change: { level: "A" } },
  contact: {
    path: "contacts",
    build: (by: UserRow, customer?: string) => buildContact({ by, ...(customer ? { customer } : {}) }),
    change: { title: "总经理" },
  },
  followUp: {
    path: "follow-ups",
    build: (by: UserRow, customer?: string) => buildFollowUp({ by, ...(customer ? { customer } : {}) }),
    change: { content: "改过" },
  },
  reminder: {
    path: "reminders",
    build: (by: UserRow, customer?: string) => buildReminder({ by, ...(customer ? { customer } : {}) }),
    change: { text: "改过" },
  },
  opportunity: {
    path: "opportunities",
    build: (by: UserRow, customer?: string) => buildOpportunity({ by, ...(customer ? { customer } : {}) }),
    change: { amount: 1 },
  },
  approval: {
    path: "approvals",
    build: (by: UserRow, customer?: string) => buildApproval({ by, ...(customer ? { customer } : {}) }),
    change: {},
  },
  lead: {
    path: "leads",
    build: (by: UserRow, customer?: string) => buildLead({ by, ...(customer ? { customer } : {}) }),
    change: { title: "厂长" },
  },
  visit: {
    path: "visits",
    build: (by: UserRow, customer?: string) => buildVisit({ by, ...(customer ? { customer } : {}) }),
    change: { text: "改过" },
  },
} satisfies Record<EntityName, unknown>;
const entityNames = Object.keys(builders) as EntityName[];

const verbs: Record<EntityName, string[]> = {
  customer: [],
  contact: [],
  followUp: [],
  reminder: ["complete", "postpone", "drop", "reopen"],
  opportunity: ["win", "lose", "move", "hold", "resume", "reopen"],
  approval: ["approve", "refuse"],
  lead: ["take", "assign", "invalidate", "reopen"],
  visit: ["cancel", "record"],
};
const bodies: Record<string, unknown> = {
  postpone: { preset: "oneHour" },
  move: { stage: "proposal" },
  refuse: { note: "再谈谈" },
  assign: { owner: "0".repeat(24) },
  invalidate: { reason: "空号" },
  record: { content: "聊了报价" },
};

describe.each(entityNames)("a %s one may not see", (entity) => {
  const { path, build, change } = builders[entity];

  test("is answered exactly like one that does not exist", async () => {
    const stranger = api.as(await buildUser());
    const hidden = (await build(await buildUser())).id;
    const owner = await buildUser();
    const archived = (await build(owner)).id;
    await api.as(owner).delete(`/${path}/${archived}`);
    const ids = [hidden, archived, newId(), "nonsense", "%7B%22%24gt%22%3A%22%22%7D", "%00"];

    const asked = [
      (id: string) => stranger.get(`/${path}/${id}`),
      (id: string) => stranger.patch(`/${path}/${id}`, { version: 1, ...change }),
      (id: string) => stranger.delete(`/${path}/${id}`),
      ...verbs[entity].map((verb) => (id: string) => stranger.post(`/${path}/${id}/${verb}`, bodies[verb] ?? {})),
      ...(entity === "customer" ? [(id: string) => stranger.get(`/${path}/${id}/timeline`)] : []),
    ];
    for (const ask of asked) {
      const replies = await Promise.all(ids.map(ask));
      expect(new Set(replies.map((reply) => `${reply.status} ${reply.text}`)).size).toBe(1);
      expect(replies[0]).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
  });
});

/** What a role makes of a record: works on it, looks at it, or does not learn of it. */
type Sight = "works" | "looks" | "hidden";
type Whose = "own" | "team" | "below" | "other" | "key" | "unowned";
const WHOSE: Whose[] = ["own", "team", "below", "other", "key", "unowned"];

const everywhere = (sight: Sight) => Object.fromEntries(WHOSE.map((whose) => [whose, sight])) as Record<Whose, Sight>;
const NOTHING = everywhere("hidden");
const OWN: Record<Whose, Sight> = { ...NOTHING, own: "works" };
const TEAM: Record<Whose, Sight> = { ...OWN, team: "works", below: "works", unowned: "works" };
const KEY: Record<Whose, Sight> = { ...TEAM, key: "works" };
const LOOKS: Record<Whose, Sight> = { ...everywhere("looks"), unowned: "hidden" };

const sellsLike = (sight: Record<Whose, Sight>) =>
  Object.fromEntries(entityNames.map((entity) => [entity, sight])) as Record<EntityName, Record<Whose, Sight>>;

/** Role × entity × scope; what "works" means is asked action by action below. */
const table: Record<Role, Record<EntityName, Record<Whose, Sight>>> = {
  sales: { ...sellsLike(OWN), customer: { ...OWN, unowned: "looks" } },
  sales_manager: sellsLike(TEAM),
  director: sellsLike(KEY),
  finance: { ...sellsLike(NOTHING), customer: LOOKS, reminder: OWN },
  service: { ...sellsLike(NOTHING), customer: LOOKS, contact: LOOKS, reminder: OWN },
  marketing: { ...sellsLike(NOTHING), reminder: OWN, lead: everywhere("looks") },
  admin: sellsLike(NOTHING),
};

/** A department with one below it, and one beside them; a rep in each. */
async function company(role: Role) {
  const home = (await buildDepartment())._id;
  const user = await buildUser({ roles: ["sales"], departments: [home] });
  const owners: Record<Whose, UserRow> = {
    own: user,
    team: await buildUser({ departments: [home] }),
    below: await buildUser({ departments: [(await buildDepartment({ parent: home }))._id] }),
    other: await buildUser({ departments: [(await buildDepartment())._id] }),
    key: await buildUser(),
    unowned: await buildUser(),
  };
  return { user, owners, become: () => User.updateOne({ _id: user._id }, { $set: { roles: [role] } }) };
}

async function buildFor(entity: EntityName, whose: Whose, by: UserRow): Promise<string> {
  const { build } = builders[entity];
  const customer = await buildCustomer({ by, ...(whose === "key" ? { level: "A" as const } : {}) });
  const { id } = entity === "customer" ? customer : await build(by, customer.id);
  if (whose === "unowned") await models[entity].updateOne({ _id: id }, { $set: { owner: null } });
  return id;
}

const answers: Record<Sight, { read: number; change: number; archive: number }> = {
  works: { read: 200, change: 200, archive: 204 },
  looks: { read: 200, change: 403, archive: 403 },
  hidden: { read: 404, change: 404, archive: 404 },
};

describe.each(ROLES)("the role %s", (role) => {
  test.each(entityNames)("with a %s", async (entity) => {
    const { path, change } = builders[entity];
    const { user, owners, become } = await company(role);
    const ids = new Map<Whose, string>();
    for (const whose of WHOSE) ids.set(whose, await buildFor(entity, whose, owners[whose]));
    await become();
    const caller = api.as(user);

    const visible = WHOSE.filter((whose) => table[role][entity][whose] !== "hidden");
    const { body: list } = await caller.get(`/${path}?limit=100`);
    const listed = new Set(list.items.map((item: { id: string }) => item.id));
    expect(WHOSE.filter((whose) => listed.has(ids.get(whose)))).toEqual(visible);
    expect(list.approximateTotal).toBe(list.items.length);

    for (const whose of WHOSE) {
      const id = ids.get(whose) ?? "";
      const expected = answers[table[role][entity][whose]];
      const [verb] = verbs[entity];
      const told = `${whose} ${entity}`;
      expect(`${told} ${(await caller.get(`/${path}/${id}`)).status}`).toBe(`${told} ${expected.read}`);
      const changed = await caller.patch(`/${path}/${id}`, { version: 1, ...change });
      expect(`${told} ${changed.status}`).toBe(`${told} ${expected.change}`);
      // Nobody agrees to their own request, and what belongs to nobody asks for nothing.
      const isDecision = entity === "approval" && ["own", "unowned"].includes(whose);
      if (verb && !isDecision) expect((await caller.post(`/${path}/${id}/${verb}`, {})).status).toBe(expected.change);
      expect((await caller.delete(`/${path}/${id}`)).status).toBe(expected.archive);
    }
    const isMade = (await caller.post("/customers", { name: "新客户" })).status;
    expect(isMade).toBe(table[role].customer.own === "works" ? 201 : 403);
  });
});

test("abilities tell beforehand what would be refused", async () => {
  const department = (await buildDepartment())._id;
  const rep = await buildUser({ departments: [department] });
  const manager = api.as(await buildUser({ roles: ["sales_manager"], departments: [department] }));
  const step = await buildReminder({ by: rep });
  const path = `/reminders/${step.id}`;
  const open = ["read", "update", "archive", "complete", "postpone", "drop"];
  expect((await manager.get(path)).body.abilities).toEqual(open);
  const closed = await manager.post(`${path}/drop`);
  expect(closed.body.abilities).toEqual(["read", "update", "archive", "reopen"]);
  for (const verb of ["complete", "postpone", "drop"]) {
    expect((await manager.post(`${path}/${verb}`, bodies[verb] ?? {})).status).toBe(403);
  }
});

test("rights of several roles add up", async () => {
  const rep = await buildUser({ roles: ["finance", "sales"] });
  expect((await api.as(rep).post("/customers", { name: "a" })).status).toBe(201);
});

test("a reference to what one may not see has no name", async () => {
  const rep = await buildUser();
  const { id, customer } = await buildReminder({ by: rep });
  await Customer.updateOne({ _id: customer }, { $set: { owner: (await buildUser())._id } });
  expect((await api.as(rep).get(`/reminders/${id}`)).body).toMatchObject({ customer, customerName: null });
});

/** A company drawn at random: a tree of departments, people in them, their customers with a contact each, and what is shared. */
const companies = fc.record({
  parents: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
  people: fc.array(
    fc.record({
      roles: fc.uniqueArray(fc.constantFrom<Role>(...ROLES), { minLength: 1, maxLength: 2 }),
      departments: fc.uniqueArray(fc.nat(4), { maxLength: 2 }),
    }),
    { minLength: 2, maxLength: 5 },
  ),
  customers: fc.array(fc.record({ owner: fc.nat(), isKey: fc.boolean(), isUnowned: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  }),
  grants: fc.array(fc.record({ record: fc.nat(), to: fc.nat(), isOver: fc.boolean(), isContact: fc.boolean() }), {
    maxLength: 4,
  }),
});

type Company = typeof companies extends fc.Arbitrary<infer C> ? C : never;
type Ids = Record<"customers" | "contacts", string[]>;

async function foundPeople(company: Company): Promise<UserRow[]> {
  const departments: string[] = [];
  for (const [i, seed] of company.parents.entries()) {
    const parent = i === 0 ? null : (departments[seed % i] ?? null);
    departments.push((await buildDepartment({ parent }))._id);
  }
  const people: UserRow[] = [];
  for (const { roles, departments: places } of company.people) {
    people.push(await buildUser({ roles, departments: places.flatMap((place) => departments[place] ?? []) }));
  }
  return people;
}

async function foundCustomers(company: Company, sellers: UserRow[]): Promise<Ids> {
  const ids: Ids = { customers: [], contacts: [] };
  for (const { owner, isKey, isUnowned } of company.customers) {
    const by = sellers[owner % sellers.length] as UserRow;
    const customer = (await buildCustomer({ by, ...(isKey ? { level: "A" } : {}) })).id;
    ids.customers.push(customer);
    ids.contacts.push((await buildContact({ by, customer })).id);
    if (!isUnowned) continue;
    await Customer.updateOne({ _id: customer }, { $set: { owner: null } });
    await Contact.updateMany({ customer }, { $set: { owner: null } });
  }
  return ids;
}

async function shareAround({ grants }: Company, people: UserRow[], ids: Ids): Promise<void> {
  for (const { record, to, isOver, isContact } of grants) {
    const among = isContact ? ids.contacts : ids.customers;
    await buildGrant({
      entity: isContact ? "contact" : "customer",
      recordId: among[record % among.length] ?? "",
      userId: people[to % people.length]?._id ?? "",
      endsAt: new Date(NOW.getTime() + (isOver ? 0 : 1)),
    });
  }
}

async function found(company: Company): Promise<{ people: UserRow[]; ids: Ids }> {
  const people = await foundPeople(company);
  const sellers = people.filter((one) => one.roles.some((role) => table[role].customer.own === "works"));
  if (sellers.length === 0) return { people, ids: { customers: [], contacts: [] } };
  const ids = await foundCustomers(company, sellers);
  await shareAround(company, people, ids);
  return { people, ids };
}

test("a list shows exactly the records that can be read one by one", async () => {
  await fc.assert(
    fc.asyncProperty(companies, async (company) => {
      await emptyDatabase();
      const { people, ids } = await found(company);
      for (const person of people) {
        const caller = api.as(person);
        for (const path of ["customers", "contacts"] as const) {
          const { items, approximateTotal } = (await caller.get(`/${path}?limit=100`)).body;
          const readable: { id: string }[] = [];
          for (const id of ids[path]) {
            const { status, body } = await caller.get(`/${path}/${id}`);
            if (status === 200) readable.push(body);
          }
          const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
          // Masked alike, too: what a list shows of a customer in the public pool is what its page shows.
          expect(items.toSorted(byId)).toEqual(readable.toSorted(byId));
          expect(approximateTotal).toBe(readable.length);
        }
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
}, 120_000);

test("the page of a hidden customer does not even tell that it is busy", async () => {
  const owner = await buildUser();
  const { id } = await buildCustomer({ by: owner, now: NOW });
  const stranger = api.as(await buildUser());
  const { body } = await stranger.get(`/follow-ups?customer=${id}`);
  expect(body).toEqual({ items: [], nextCursor: null, approximateTotal: 0 });
});
