import type { Activity, Today } from "../../../models/shared/contracts/read";
import { prefetch, read } from "./readCache";
import { recordPath, withQuery } from "./records";
import type { Page } from "./types";

const TODAY = "/today";

export const getToday = () => read<Today>(TODAY);
export const prefetchToday = () => prefetch(TODAY);

export const getTimeline = (customer: string, cursor: string | null) =>
  read<Page<Activity>>(withQuery(`${recordPath("customer", customer)}/timeline`, { cursor }));
