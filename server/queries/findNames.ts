import { models } from "../../models";
import { entities, type EntityName } from "../../models/shared/entities";
import type { RecordBase } from "../../models/shared/defineEntity";
import { ruleText } from "../../models/shared/text/zhCN/rules";
import { titleOf, titlePaths, type StoredRow } from "../../models/storedRecord";
import { Rule } from "../../models/system/rule";
import { User } from "../../models/system/user";
import type { Ctx } from "../context";
import { readableAmong } from "./readable";

type Values = Pick<RecordBase, "owner"> & Record<string, unknown>;

const isEntity = (name: string): name is EntityName => name in entities;
const idsAt = (records: readonly Values[], field: string) => [
  ...new Set(records.map((record) => record[field]).filter((id): id is string => typeof id === "string")),
];

/** Names of people; a rule that acted stands where a person's name would. */
export async function findUserNames(ids: readonly string[]): Promise<[string, string][]> {
  if (ids.length === 0) return [];
  const users = await User.find({ _id: { $in: [...ids] } }, { name: 1 }).lean();
  const names = users.map((user): [string, string] => [user._id, user.name]);
  if (names.length === new Set(ids).size) return names;
  const rules = await Rule.find({ _id: { $in: [...ids] } }, { name: 1 }).lean();
  return [...names, ...rules.map((rule): [string, string] => [rule._id, ruleText.by(rule.name)])];
}

/** Titles of records, as far as the reader may see them. */
export async function findTitles(ctx: Ctx, entity: EntityName, ids: string[]): Promise<[string, string][]> {
  if (ids.length === 0) return [];
  const definition = entities[entity];
  const filter = { $and: [readableAmong(ctx, entity), { _id: { $in: ids } }] };
  const rows = await models[entity].find(filter, titlePaths(definition)).lean<StoredRow[]>();
  return rows.map((row) => [row._id, titleOf(definition, row)]);
}

/** Names of everything the records point to; what the reader may not see has none. One query per kind of reference. */
export async function findNames(
  ctx: Ctx,
  entity: EntityName,
  records: readonly Values[],
): Promise<ReadonlyMap<string, string>> {
  const names = await findUserNames(idsAt(records, "owner"));
  for (const [field, definition] of Object.entries(entities[entity].fields)) {
    if (definition.kind !== "ref" || !isEntity(definition.entity)) continue;
    names.push(...(await findTitles(ctx, definition.entity, idsAt(records, field))));
  }
  return new Map(names);
}
