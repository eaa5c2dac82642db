import type { Attainment, Forecast, Funnel, Losses } from "../../../models/shared/contracts/selling";
import { request } from "./client";
import { read } from "./readCache";
import { withQuery } from "./records";

export const getFunnel = () => read<Funnel>("/reports/funnel");
export const getForecast = () => read<Forecast>("/reports/forecast");
export const getLosses = () => read<Losses>("/reports/losses");
export const getAttainment = (period: string) => read<Attainment>(withQuery("/reports/attainment", { period }));

export interface NewTarget {
  kind: "person" | "department";
  subject: string;
  period: string;
  amount: number;
  version: number;
}

export const setTarget = (target: NewTarget) => request<Attainment>("POST", "/targets", { body: target });
