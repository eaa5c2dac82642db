import type { RiskList } from "../../../models/shared/contracts/risk";
import type { RiskLimits } from "../../../models/shared/values/risk";
import { request } from "./client";
import { read } from "./readCache";
import { withQuery } from "./records";

export interface VersionedLimits {
  version: number;
  value: RiskLimits;
}

export const getRisks = (whose: string) => read<RiskList>(withQuery("/risks", { whose }));
export const getRiskLimits = () => read<VersionedLimits>("/risk-limits");
export const setRiskLimits = (limits: VersionedLimits) =>
  request<VersionedLimits>("PATCH", "/risk-limits", { body: limits });
