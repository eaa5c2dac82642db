import type { Attainment, Forecast, Funnel, Losses, StageStay } from "../../../models/shared/contracts/selling";
import { read } from "./readCache";
import { withQuery } from "./records";

export const getFunnel = (owner?: string) => read<Funnel>(withQuery("/reports/funnel", { owner }));
export const getForecast = (owner?: string) => read<Forecast>(withQuery("/reports/forecast", { owner }));
export const getStageHistory = (deal: string) =>
  read<{ items: StageStay[] }>(`/opportunities/${encodeURIComponent(deal)}/stages`);
export const getLosses = () => read<Losses>("/reports/losses");
export const getAttainment = (period: string) => read<Attainment>(withQuery("/reports/attainment", { period }));

export const TARGETS = "/targets";
