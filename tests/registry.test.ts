import { models } from "../models";
import { entities, type EntityName } from "../models/shared/entities";
import { toInput, toPatch, toQuery } from "../models/shared/defineEntity";
import type { Field } from "../models/shared/fields";
import { fieldLabels } from "../models/shared/text/zhCN/fields";
import { cutsPath, isSearchable, isWords } from "../models/storedRecord";
import { policies } from "../server/policies";
import { records } from "../server/records";

const names = Object.keys(entities) as EntityName[];
const fieldsOf = (name: EntityName) => Object.entries<Field>(entities[name].fields);
const KINDS = ["text", "number", "money", "day", "instant", "time", "choice", "ref", "list", "personal"];
const HINTS = ["required", "managed", "list", "filter"];
const LIMITS = ["kind", "max", "min", "length", "options", "entity", "of", "many", "search", "plain"];

test("every entity has a model, a policy, a path and labels, and nothing else has", () => {
  for (const registry of [models, policies, records, fieldLabels])
    expect(Object.keys(registry).sort()).toEqual([...names].sort());
  expect(new Set(Object.values(records).map(({ path }) => path)).size).toBe(names.length);
});

describe.each(names)("%s", (name) => {
  const entity = entities[name];

  it("is registered under its own name and has its title field", () => {
    expect(entity.name).toBe(name);
    expect(Object.keys(entity.fields)).toContain(entity.titleField);
  });

  it("is stored by paths that match its fields", () => {
    const base = ["_id", "version", "owner", "isKey", "archivedAt", "createdAt", "updatedAt"];
    const search = isSearchable(entity) ? ["searchKeys", "searchText"] : [];
    const own = fieldsOf(name).flatMap(([field, kind]) => (isWords(kind) ? [field, cutsPath(field)] : [field]));
    expect(Object.keys(models[name].schema.paths).sort()).toEqual([...base, ...search, ...own].sort());
  });

  it("is made of data: known kinds, limits and hints", () => {
    for (const [, field] of fieldsOf(name)) {
      expect(KINDS).toContain(field.kind);
      expect([...LIMITS, ...HINTS]).toEqual(expect.arrayContaining(Object.keys(field)));
      expect(Object.values(field).filter((value) => typeof value === "function")).toEqual([]);
    }
  });

  it("refers to entities that exist", () => {
    const targets = fieldsOf(name).flatMap(([, field]) => (field.kind === "ref" ? [field.entity] : []));
    expect(names).toEqual(expect.arrayContaining(targets));
  });

  it("has a label for every field", () => {
    const labels: Record<string, string> = fieldLabels[name];
    expect(Object.keys(labels).sort()).toEqual(
      fieldsOf(name)
        .map(([field]) => field)
        .sort(),
    );
    for (const label of Object.values(labels)) expect(label.trim()).not.toBe("");
  });

  it("takes no managed field for input", () => {
    const managed = fieldsOf(name)
      .filter(([, field]) => field.managed)
      .map(([field]) => field);
    for (const schema of [toInput(entity), toPatch(entity)]) {
      expect(Object.keys(schema.shape).filter((field) => managed.includes(field))).toEqual([]);
      expect(schema.safeParse({ version: 1, owner: "x" }).success).toBe(false);
    }
  });

  it("is listed by its filter fields and paging only", () => {
    const filters = fieldsOf(name)
      .filter(([, field]) => field.filter)
      .map(([field]) => field);
    expect(Object.keys(toQuery(entity).shape).sort()).toEqual(
      ["q", "limit", "cursor", "sort", "owner", "createdAt", "updatedAt", ...filters].sort(),
    );
  });

  it("has an index that finds its owner's rows newest first", () => {
    const indexes = models[name].schema.indexes().map(([keys]) => Object.keys(keys).join());
    expect(indexes).toContain("owner,updatedAt,_id");
    expect(new Set(indexes).size).toBe(indexes.length);
  });
});
