import fc from "fast-check";
import { Customer } from "../../../models";
import { newId } from "../../../models/newId";
import type { EntityName } from "../../../models/shared/entities";
import { ROLES, type Role, type UserRow } from "../../../models/system/user";
import { NOW } from "../../support/ctx";
import {
  buildApproval,
  buildContact,
  buildCustomer,
  buildDepartment,
  buildFollowUp,
  buildOpportunity,
  buildReminder,
  buildUser,
} from "../../support/factories";
import { emptyDatabase, useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

const builders = {
  customer: { path: "customers", build: (by: UserRow) => buildCustomer({ by }), change: { level: "A" } },
  contact: { path: "contacts", build: (by: UserRow) => buildContact({ by }), change: { title: "总经理" } },
  followUp: { path: "follow-ups", build: (by: UserRow) => buildFollowUp({ by }), change: { content: "改过" } },
  reminder: { path: "reminders", build: (by: UserRow) => buildReminder({ by }), change: { text: "改过" } },
  opportunity: { path: "opportunities", build: (by: UserRow) => buildOpportunity({ by }), change: { amount: 1 } },
  approval: { path: "approvals", build: (by: UserRow) => buildApproval({ by }), change: {} },
} satisfies Record<EntityName, unknown>;
const entityNames = Object.keys(builders) as EntityName[];

const verbs: Record<EntityName, string[]> = {
  customer: [],
  contact: [],
  followUp: [],
  reminder: ["complete", "postpone", "drop", "reopen"],
  opportunity: ["win", "lose", "move", "hold", "resume", "reopen"],
  approval: ["approve", "refuse"],
};
const bodies: Record<string, unknown> = {
  postpone: { preset: "oneHour" },
  move: { stage: "proposal" },
  refuse: { note: "再谈谈" },
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

/** Who sees and does what with a colleague's records, the colleague being a rep of the same department. */
const matrix: Record<Role, { own: boolean; team: boolean }> = {
  sales: { own: true, team: false },
  sales_manager: { own: true, team: true },
  director: { own: true, team: true },
  finance: { own: false, team: false },
  service: { own: false, team: false },
  marketing: { own: false, team: false },
  admin: { own: false, team: false },
};

describe.each(ROLES)("the role %s", (role) => {
  const { own, team } = matrix[role];

  test.each(entityNames)("with a %s", async (entity) => {
    const { path, build, change } = builders[entity];
    const department = (await buildDepartment())._id;
    const user = await buildUser({ roles: [role], departments: [department] });
    const colleague = await buildUser({ departments: [department] });
    const record = await build(colleague);
    const caller = api.as(user);

    const seen = team ? 200 : 404;
    expect((await caller.get(`/${path}/${record.id}`)).status).toBe(seen);
    expect((await caller.get(`/${path}`)).body.items).toHaveLength(team ? 1 : 0);

    expect((await caller.patch(`/${path}/${record.id}`, { version: 1, ...change })).status).toBe(seen);
    const [verb] = verbs[entity];
    if (verb) expect((await caller.post(`/${path}/${record.id}/${verb}`, {})).status).toBe(seen);
    expect((await caller.delete(`/${path}/${record.id}`)).status).toBe(team ? 204 : 404);

    const created = await caller.post("/customers", { name: "新客户" });
    expect(created.status).toBe(own ? 201 : 403);
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

/** A company drawn at random: a tree of departments, people in them, records of some of them. */
const companies = fc.record({
  parents: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
  people: fc.array(
    fc.record({
      roles: fc.uniqueArray(fc.constantFrom<Role>(...ROLES), { minLength: 1, maxLength: 2 }),
      departments: fc.uniqueArray(fc.nat(4), { maxLength: 2 }),
    }),
    { minLength: 2, maxLength: 5 },
  ),
  owners: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
});

async function found(company: typeof companies extends fc.Arbitrary<infer C> ? C : never) {
  const departments: string[] = [];
  for (const [i, seed] of company.parents.entries()) {
    const parent = i === 0 ? null : (departments[seed % i] ?? null);
    departments.push((await buildDepartment({ parent }))._id);
  }
  const people: UserRow[] = [];
  for (const { roles, departments: places } of company.people) {
    people.push(await buildUser({ roles, departments: places.flatMap((place) => departments[place] ?? []) }));
  }
  const sellers = people.filter((one) => one.roles.some((role) => matrix[role].own));
  const ids: string[] = [];
  for (const seed of company.owners) {
    const by = sellers[seed % Math.max(1, sellers.length)];
    if (by) ids.push((await buildCustomer({ by })).id);
  }
  return { people, ids };
}

test("a list shows exactly the records that can be read one by one", async () => {
  await fc.assert(
    fc.asyncProperty(companies, async (company) => {
      await emptyDatabase();
      const { people, ids } = await found(company);
      for (const person of people) {
        const caller = api.as(person);
        const listed = (await caller.get("/customers?limit=100")).body.items.map((item: { id: string }) => item.id);
        const readable = [];
        for (const id of ids) if ((await caller.get(`/customers/${id}`)).status === 200) readable.push(id);
        expect(listed.toSorted()).toEqual(readable.toSorted());
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
