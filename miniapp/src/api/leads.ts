import type {
  ConversionShown,
  LeadFigures,
  LeadRules,
  LeadSourceShown,
  MadeLeadSource,
} from "../../../models/shared/contracts/leads";
import type { Versioned } from "../../../models/shared/contracts/versioned";
import type { Activity } from "../../../models/shared/contracts/read";
import { request } from "./client";
import { recordPath } from "./records";
import type { Page } from "./types";

export const getConversion = (lead: string) =>
  request<ConversionShown>("GET", `${recordPath("lead", lead)}/conversion`);
export const getLeadHistory = (lead: string) => request<Page<Activity>>("GET", `${recordPath("lead", lead)}/history`);

export const getLeadFigures = () => request<LeadFigures>("GET", "/reports/leads");

export const LEAD_RULES = "/lead-rules";
export const getLeadRules = () => request<Versioned<LeadRules>>("GET", LEAD_RULES);

const SOURCES = "/lead-sources";
export interface NewSource {
  kind: "key" | "form";
  name: string;
  campaign: string | null;
  region: string | null;
  heading: string | null;
}
export const listLeadSources = () => request<{ items: LeadSourceShown[] }>("GET", SOURCES);
export const createLeadSource = (source: NewSource) => request<MadeLeadSource>("POST", SOURCES, { body: source });
export const revokeLeadSource = (id: string) => request<void>("DELETE", `${SOURCES}/${encodeURIComponent(id)}`);
