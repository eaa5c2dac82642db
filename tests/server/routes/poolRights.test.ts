import { Customer } from "../../../models";
import { ROLES, User, type Role, type UserRow } from "../../../models/system/user";
import { useDatabase } from "../../support/db";
import { buildCustomer, buildDepartment, buildUser } from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
jest.setTimeout(60_000);
const api = useApi();

const BODIES: Record<string, object> = { release: { reason: "没需求" } };
const VERBS = ["claim", "release", "protect", "extend"] as const;
type Verb = (typeof VERBS)[number];
type Whose = "own" | "team" | "other" | "pooled";
const WHOSE: Whose[] = ["own", "team", "other", "pooled"];

type Row = Record<Whose, Record<Verb, number>>;
const all = (status: number): Record<Verb, number> => ({
  ...{ claim: status, release: status, protect: status, extend: status },
});
const NOTHING: Row = { own: all(404), team: all(404), other: all(404), pooled: all(404) };
/** What has an owner is in no pool; who answers for it gives it up and protects it. */
const HELD = { claim: 409, release: 200, protect: 200, extend: 200 };
/** Taken by whoever may have customers; nobody gives up or protects what is nobody's. */
const POOLED = { claim: 200, release: 403, protect: 403, extend: 403 };
/** Only names are seen, and only of what somebody has. */
const LOOKS = { ...all(403), claim: 409 };

/** A rep without anybody above asks nobody. */
const REP: Row = { own: { ...HELD, extend: 422 }, team: all(404), other: all(404), pooled: POOLED };
const LEADS: Row = { own: { ...HELD, extend: 422 }, team: HELD, other: all(404), pooled: POOLED };

const table: Record<Role, Row> = {
  sales: REP,
  sales_manager: LEADS,
  director: LEADS,
  finance: { own: LOOKS, team: LOOKS, other: LOOKS, pooled: all(404) },
  service: { own: LOOKS, team: LOOKS, other: LOOKS, pooled: all(404) },
  marketing: NOTHING,
  admin: NOTHING,
};

async function found(role: Role) {
  const home = (await buildDepartment())._id;
  const user = await buildUser({ departments: [home] });
  const owners: Record<Whose, UserRow> = {
    own: user,
    team: await buildUser({ departments: [home] }),
    other: await buildUser({ departments: [(await buildDepartment())._id] }),
    pooled: await buildUser(),
  };
  const make = async (whose: Whose): Promise<string> => {
    const { id } = await buildCustomer({ by: owners[whose] });
    if (whose === "pooled") await Customer.updateOne({ _id: id }, { $set: { owner: null, pooledAt: new Date(0) } });
    return id;
  };
  const ids = new Map<string, string>();
  for (const whose of WHOSE) for (const verb of VERBS) ids.set(`${whose} ${verb}`, await make(whose));
  await User.updateOne({ _id: user._id }, { $set: { roles: [role] } });
  return { caller: api.as(user), ids };
}

test.each(ROLES)("what the role %s may do with the pool and what is kept out of it", async (role) => {
  const { caller, ids } = await found(role);
  for (const whose of WHOSE) {
    for (const verb of VERBS) {
      const path = `/customers/${ids.get(`${whose} ${verb}`)}`;
      const before = await caller.get(path);
      const { status } = await caller.post(`${path}/${verb}`, BODIES[verb] ?? {});
      expect(`${whose} ${verb} ${status}`).toBe(`${whose} ${verb} ${table[role][whose][verb]}`);
      // What would be refused is not offered; that nobody leads one is only known when one asks.
      const isOffered = before.body.abilities?.includes(verb) ?? false;
      expect(`${whose} ${verb} ${isOffered}`).toBe(`${whose} ${verb} ${status === 200 || status === 422}`);
    }
  }
});

test.each(ROLES)("the role %s sees the same of a customer in a list as alone, in the pool too", async (role) => {
  const { caller } = await found(role);
  const { items } = (await caller.get("/customers?limit=100")).body;
  for (const item of items) expect((await caller.get(`/customers/${item.id}`)).body).toEqual(item);
});
