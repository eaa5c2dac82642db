import type { RiskList } from "../../../models/shared/contracts/risk";
import type { Versioned } from "../../../models/shared/contracts/versioned";
import type { RiskLimits } from "../../../models/shared/values/risk";
import { read } from "./readCache";
import { withQuery } from "./records";

export const getRisks = (whose: string) => read<RiskList>(withQuery("/risks", { whose }));
export const RISK_LIMITS = "/risk-limits";
export const getRiskLimits = () => read<Versioned<RiskLimits>>(RISK_LIMITS);
