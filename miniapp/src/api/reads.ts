import type { Activity, Today } from "../../../models/shared/contracts/read";
import { read } from "./readCache";
import { recordPath, withQuery } from "./records";
import type { Page } from "./types";

export const getToday = () => read<Today>("/today");

export const getTimeline = (customer: string, cursor: string | null) =>
  read<Page<Activity>>(withQuery(`${recordPath("customer", customer)}/timeline`, { cursor }));
