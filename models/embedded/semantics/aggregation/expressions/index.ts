import type { Evaluate } from "../operatorTables";

export const expressionOverrides: Record<string, Evaluate> = {};
