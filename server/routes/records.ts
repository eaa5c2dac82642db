import { page } from "../../models/shared/contracts/read";
import { toInput, toPatch, toQuery } from "../../models/shared/defineEntity";
import { entities, type EntityName } from "../../models/shared/entities";
import { archiveRecord, createRecord, updateRecord } from "../commands/records";
import { findReadable } from "../queries/findReadable";
import { listRecords } from "../queries/listRecords";
import { records } from "../records";
import { endpoint, type Endpoint } from "./endpoint";
import { recordAnswer, showRecord, showRecords } from "./showRecords";

/** A list and its way in. */
const collectionEndpoints = (entity: EntityName): Endpoint[] => [
  endpoint({
    method: "get",
    path: `/${records[entity].path}`,
    summary: `List ${records[entity].path}`,
    query: toQuery(entities[entity]),
    answer: page(recordAnswer(entity)),
    run: async ({ ctx, query }) => {
      const { records: found, ...rest } = await listRecords(ctx, entity, query);
      return { items: await showRecords(ctx, entity, found), ...rest };
    },
  }),
  endpoint({
    method: "post",
    path: `/${records[entity].path}`,
    summary: `Create a ${entity}`,
    body: toInput(entities[entity]),
    answer: recordAnswer(entity),
    status: 201,
    run: async ({ ctx, body }) => showRecord(ctx, entity, await createRecord(ctx, entity, body as never)),
  }),
];

/** What can be done to one record of any entity. */
const singleEndpoints = (entity: EntityName): Endpoint[] => [
  endpoint({
    method: "get",
    path: `/${records[entity].path}/:id`,
    summary: `Read a ${entity}`,
    answer: recordAnswer(entity),
    run: async ({ ctx, id }) => showRecord(ctx, entity, await findReadable(ctx, entity, id)),
  }),
  endpoint({
    method: "patch",
    path: `/${records[entity].path}/:id`,
    summary: `Change a ${entity}; carries the version it read`,
    body: toPatch(entities[entity]),
    answer: recordAnswer(entity),
    run: async ({ ctx, id, body: { version, ...changes } }) => {
      const input = { id, version: version as number, changes: changes as never };
      return showRecord(ctx, entity, await updateRecord(ctx, entity, input));
    },
  }),
  endpoint({
    method: "delete",
    path: `/${records[entity].path}/:id`,
    summary: `Archive a ${entity}`,
    run: ({ ctx, id }) => archiveRecord(ctx, entity, id),
  }),
];

const names = Object.keys(entities) as EntityName[];

/** List, create, read, change and archive, for every entity of the registry. */
export const recordRoutes: Endpoint[] = names.flatMap((entity) => [
  ...collectionEndpoints(entity),
  ...singleEndpoints(entity),
]);
