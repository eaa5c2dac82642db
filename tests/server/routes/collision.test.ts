import { Contact, Customer } from "../../../models";
import { teachName } from "../../../server/commands/names/teachName";
import { actorOf, ctxFor } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import {
  buildContact,
  buildCustomer,
  buildDepartment,
  buildFollowUp,
  buildOpportunity,
  buildUser,
} from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
jest.setTimeout(60_000);
const api = useApi();

async function taken() {
  const customer = await buildCustomer({
    name: "杭州鼎盛科技有限公司",
    kind: "company",
    phones: ["057188880000"],
  });
  return { customer, stranger: api.as(await buildUser()) };
}

describe("a company or number of a colleague", () => {
  test.each([
    { name: "杭州鼎盛科技有限公司" },
    { name: "杭州鼎盛科技", kind: "company" },
    { name: "杭州鼎盛科技股份有限公司 ", kind: "company" },
    { name: "别的名字", phones: ["0571-8888 0000"] },
  ])("cannot be made again: %j", async (input) => {
    const { stranger } = await taken();
    const reply = await stranger.post("/customers", input);
    expect(reply).toMatchObject({ status: 409, body: { code: "known_to_colleague" } });
    expect(reply.text).not.toMatch(/鼎盛|同事\d/);
    expect(await Customer.countDocuments()).toBe(1);
  });

  test("cannot be reached by a change either", async () => {
    const { stranger } = await taken();
    const { body: own } = await stranger.post("/customers", { name: "自己的客户", kind: "company" });
    for (const change of [{ name: "杭州鼎盛科技有限公司" }, { phones: ["057188880000"] }]) {
      const reply = await stranger.patch(`/customers/${own.id}`, { version: 1, ...change });
      expect(reply).toMatchObject({ status: 409, body: { code: "known_to_colleague" } });
    }
    const contact = { customer: own.id, name: "张伟", phones: ["057188880000"] };
    expect(await stranger.post("/contacts", contact)).toMatchObject({ status: 409 });
    const { body: made } = await stranger.post("/contacts", { customer: own.id, name: "张伟" });
    const changed = await stranger.patch(`/contacts/${made.id}`, { version: 1, phones: ["057188880000"] });
    expect(changed).toMatchObject({ status: 409, body: { code: "known_to_colleague" } });
  });

  test("a person's name is anybody's", async () => {
    await buildCustomer({ name: "王晓东", kind: "person" });
    await buildCustomer({ name: "李晓东" });
    const stranger = api.as(await buildUser());
    for (const name of ["王晓东", "李晓东"])
      expect(await stranger.post("/customers", { name, kind: "company" })).toMatchObject({ status: 201 });
  });

  test("of two who make it at once, one does", async () => {
    const reps = [api.as(await buildUser()), api.as(await buildUser())];
    const input = { name: "苏州明远机械有限公司", kind: "company", phones: ["13900002222"] };
    const replies = await Promise.all(reps.map((rep) => rep.post("/customers", input)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await Customer.countDocuments()).toBe(1);
  });

  test("can be asked for, without learning whose it is", async () => {
    const { stranger } = await taken();
    expect(await stranger.post("/access-requests", { company: "杭州鼎盛科技" })).toMatchObject({
      status: 201,
      body: { state: "open" },
    });
    expect(await stranger.post("/access-requests", { company: "没有的公司" })).toMatchObject({ status: 404 });
  });
});

describe("what goes to another customer", () => {
  test("goes to its owner", async () => {
    const { _id: department } = await buildDepartment();
    const rep = await buildUser({ departments: [department] });
    const boss = await buildUser({ roles: ["sales_manager"], departments: [department] });
    const to = await buildCustomer({ by: rep });
    const from = await buildCustomer({ by: boss });
    const contact = await buildContact({ by: boss, customer: from.id });
    const reply = await api.as(boss).patch(`/contacts/${contact.id}`, { version: 1, customer: to.id });
    expect(reply).toMatchObject({ status: 200, body: { customer: to.id } });
    expect(await Contact.findOne({ _id: contact.id }).lean()).toMatchObject({ owner: rep._id });
  });

  test("takes nothing of the old one along", async () => {
    const by = await buildUser();
    const from = await buildCustomer({ by });
    const to = await buildCustomer({ by });
    const contact = await buildContact({ by, customer: from.id });
    const deal = await buildOpportunity({ by, customer: from.id });
    const note = await buildFollowUp({ by, customer: from.id, contact: contact.id, opportunity: deal.id });
    const rep = api.as(by);
    const path = `/follow-ups/${note.id}`;
    const reply = await rep.patch(path, { version: 1, customer: to.id });
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ path: "contact", code: "other_customer" }] } });
    const moved = await rep.patch(path, { version: 1, customer: to.id, contact: null, opportunity: null });
    expect(moved).toMatchObject({ status: 200, body: { customer: to.id, contact: null } });
  });
});

describe("a house and its branch", () => {
  test("never in a circle", async () => {
    const by = await buildUser();
    const house = await buildCustomer({ by });
    const branch = await buildCustomer({ by, parent: house.id });
    const reply = await api.as(by).patch(`/customers/${house.id}`, { version: 1, parent: branch.id });
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ path: "parent", code: "circle" }] } });
  });
});

describe("learned names", () => {
  test("are listed to whoever taught them, and forgotten on request", async () => {
    const by = await buildUser();
    const customer = await buildCustomer({ by, name: "宁波海川物流有限公司" });
    await teachName(ctxFor(actorOf(by)), { words: "王总", customer: customer.id, kind: "said", messageId: null });
    const rep = api.as(by);
    const { body } = await rep.get("/learned-names");
    expect(body.items).toMatchObject([{ words: "王总", customerName: "宁波海川物流有限公司", times: 1 }]);
    const id = body.items[0].id;
    expect(await api.as(await buildUser()).delete(`/learned-names/${id}`)).toMatchObject({ status: 404 });
    expect(await rep.delete(`/learned-names/${id}`)).toMatchObject({ status: 204 });
    expect((await rep.get("/learned-names")).body.items).toEqual([]);
  });
});
