import type { Rehearsal, RuleJson, RuleRunJson } from "../../../models/shared/contracts/rules";
import type { RuleSpec } from "../../../models/shared/values/rules";
import { request } from "./client";
import { read } from "./readCache";
import { withQuery } from "./records";
import type { Page } from "./types";

const PATH = "/rules";
const at = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

interface Switch {
  active?: boolean;
  /** Also acts on what fits already. */
  backlog?: boolean;
}

export const listRules = () => read<{ items: RuleJson[] }>(PATH);
export const getRule = (id: string) => read<RuleJson>(at(id));
export const createRule = (rule: RuleSpec & Switch) => request<RuleJson>("POST", PATH, { body: rule });
export const updateRule = (id: string, change: Partial<RuleSpec> & Switch & { version: number }) =>
  request<RuleJson>("PATCH", at(id), { body: change });
export const deleteRule = (id: string) => request<void>("DELETE", at(id));
export const rehearseRule = (rule: RuleSpec) => request<Rehearsal>("POST", `${PATH}/rehearsal`, { body: rule });
export const listRuleRuns = (id: string, cursor: string | null) =>
  read<Page<RuleRunJson>>(withQuery(`${at(id)}/runs`, { cursor }));
export const undoRuleRun = (id: string) =>
  request<object>("POST", `/rule-runs/${encodeURIComponent(id)}/undo`, { body: {} });
