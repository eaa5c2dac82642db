import type { ClaimsLeft, RecyclingAnswer } from "../../../models/shared/contracts/pool";
import type { Versioned } from "../../../models/shared/contracts/versioned";
import type { PoolRules } from "../../../models/shared/values/pool";
import { request } from "./client";
import { read } from "./readCache";

export const POOL_RULES = "/pool/rules";

/** What others take meanwhile is gone: never from the cache. */
export const getClaimsLeft = () => request<ClaimsLeft>("GET", "/pool/claims");
export const getPoolRules = () => read<Versioned<PoolRules>>(POOL_RULES);

/** Who would be recycled next, by the rules as they are or by those given. */
export const rehearse = (rules?: PoolRules) =>
  request<RecyclingAnswer>("POST", "/pool/rehearsal", { body: rules ? { rules } : {} });

export const REPORTS = "/pool/reports";
