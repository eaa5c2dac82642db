import mongoose from "mongoose";
import { COLLECTIONS } from "../../../models/shared/entities/collections";
import { entities, type EntityName } from "../../../models/shared/entities";
import { isWords } from "../../../models/storedRecord";
import type { Field } from "../../../models/shared/fields";
import { buildCustomer, buildUser } from "../../support/factories";
import { foundInClear, useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

const PHONE = "13987654321";
const PERSONAL = [PHONE, "13987 654321", "１３９８７６５４３２１", "zhang_zong88", "zhang@dingsheng.cn"];
const LONG = `找${PHONE} 或13987 654321 微信换成zhang_zong88 zhang@dingsheng.cn`;
const SHORT = `找${PHONE}`;

/** Search keys included: in those a number would stand in threes. */
const expectNothingInClear = async () =>
  expect(await foundInClear([...PERSONAL, `"${PHONE.slice(3, 6)}"`])).toEqual([]);

const fieldsOf = (entity: EntityName) =>
  Object.entries<Field>(entities[entity].fields).filter(([, field]) => isWords(field) && !field.managed);

/** All the words a person may write into a record, with a number in each. */
const wordsOf = (entity: EntityName) =>
  Object.fromEntries(
    fieldsOf(entity).map(([name, field]) => {
      const max = field.kind === "list" ? (field.length ?? 40) : field.kind === "text" ? field.max : 0;
      const words = max >= LONG.length ? LONG : SHORT;
      return [name, field.kind === "list" ? [`先${words}`, words] : words];
    }),
  );

const blank = (entity: EntityName) =>
  Object.fromEntries(fieldsOf(entity).map(([name, { kind }]) => [name, kind === "list" ? ["没有"] : "没有"]));

test.each<[EntityName, object]>([
  ["customer", {}],
  ["contact", {}],
  ["followUp", {}],
  ["reminder", { remindAt: "2026-03-12T09:00:00+08:00" }],
  ["opportunity", {}],
  ["lead", { phones: ["13800000000"] }],
  ["visit", { plannedOn: "2026-03-12" }],
])("numbers typed into any words of a %s are read as they were and stored nowhere in clear", async (entity, needed) => {
  const by = await buildUser();
  const { id } = await buildCustomer({ by });
  const place = entity === "customer" || entity === "lead" ? {} : { customer: id };
  const path = `/${COLLECTIONS[entity]}`;
  const words = wordsOf(entity);

  const made = await api.as(by).post(path, { ...needed, ...place, ...words });
  expect(made.body).toMatchObject(words);
  await expectNothingInClear();

  const changed = await api.as(by).patch(`${path}/${made.body.id}`, { version: made.body.version, ...blank(entity) });
  expect(changed.body).toMatchObject(blank(entity));
  const row = await mongoose.models[entity]?.collection.findOne({ _id: made.body.id });
  expect(Object.keys(row ?? {}).filter((name) => name.endsWith("Cuts"))).toEqual([]);

  const back = await api.as(by).patch(`${path}/${made.body.id}`, { version: changed.body.version, ...words });
  expect(back.body).toMatchObject(words);
  await expectNothingInClear();
});

test("a number in full-width signs is one too", async () => {
  const rep = api.as(await buildUser());
  const aliases = ["找１３９８７６５４３２１", "ｚｈａｎｇ＠ｄｉｎｇｓｈｅｎｇ．ｃｎ"];
  const { body } = await rep.post("/customers", { name: "云帆科技", aliases });
  expect(body.aliases).toEqual(aliases);
  await expectNothingInClear();
});

test("a company's own words take no number, and say why", async () => {
  const admin = api.as(await buildUser({ roles: ["admin"] }));
  const source = { kind: "form", name: `官网${PHONE}` };
  const rule = { name: "标记", on: "customer.created", when: [], then: [{ do: "addTag", tag: PHONE }] };
  const answers = [await admin.post("/lead-sources", source), await admin.post("/rules", rule)];
  for (const { status, body } of answers) {
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ code: "personal_data", message: expect.stringContaining("不能写电话") }]);
  }
  await expectNothingInClear();
});
