import type { EntityName } from "../../../models/shared/entities";
import { COLLECTIONS } from "../../../models/shared/entities/collections";
import { request } from "./client";
import { read } from "./readCache";
import type { Page, Query, RecordItem } from "./types";

export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

export const recordPath = (entity: EntityName, id: string) => `/${COLLECTIONS[entity]}/${encodeURIComponent(id)}`;

export const listRecords = <N extends EntityName>(entity: N, query: Query = {}) =>
  read<Page<RecordItem<N>>>(withQuery(`/${COLLECTIONS[entity]}`, query));

export const getRecord = <N extends EntityName>(entity: N, id: string) => read<RecordItem<N>>(recordPath(entity, id));

/** Past the cache: after a conflict only the server's latest will do. */
export const getFreshRecord = <N extends EntityName>(entity: N, id: string) =>
  request<RecordItem<N>>("GET", recordPath(entity, id));
