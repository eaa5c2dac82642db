import type { VersionedAllowances } from "../../../models/shared/contracts/allowances";
import type { UsageItem } from "../../../models/shared/contracts/read";
import { read } from "./readCache";

export const getUsage = () => read<{ items: UsageItem[]; allowances: VersionedAllowances }>("/usage");
export const ALLOWANCES = "/usage/allowances";
