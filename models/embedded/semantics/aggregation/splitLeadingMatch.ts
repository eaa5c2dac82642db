import type { Doc } from "../values/doc";
import { limitCount, skipCount, sortSpec } from "./stages/flow";

export interface LeadingStages {
  filter: Doc;
  sort?: Doc;
  skip?: number;
  limit?: number;
  /** What is left to run over the documents that these found. */
  rest: Doc[];
}

/** The head of a pipeline that a query planner can answer from an index: `$match*`, `$sort`, `$skip`, `$limit`. */
export function splitLeadingMatch(pipeline: readonly Doc[]): LeadingStages {
  const rest = [...pipeline];
  const take = (name: string): unknown => (rest[0] && name in rest[0] ? rest.shift()?.[name] : undefined);
  const filters: Doc[] = [];
  for (let spec = take("$match"); spec !== undefined; spec = take("$match")) filters.push(spec as Doc);
  const [sort, skip, limit] = [take("$sort"), take("$skip"), take("$limit")];
  const head: LeadingStages = { filter: filters.length > 1 ? { $and: filters } : (filters[0] ?? {}), rest };
  if (sort !== undefined) head.sort = sortSpec(sort);
  if (skip !== undefined) head.skip = skipCount(skip);
  if (limit !== undefined) head.limit = limitCount(limit);
  return head;
}
