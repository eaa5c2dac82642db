import type { Report } from "../../../models/shared/contracts/figures";
import type { Activity, FeedbackItem, PromiseLine, Today } from "../../../models/shared/contracts/read";
import { request } from "./client";
import { prefetch, read } from "./readCache";
import { recordPath, withQuery } from "./records";
import type { Page, Query } from "./types";

const TODAY = "/today";

export const getToday = () => read<Today>(TODAY);
export const prefetchToday = () => prefetch(TODAY);

export const getTimeline = (customer: string, cursor: string | null) =>
  read<Page<Activity>>(withQuery(`${recordPath("customer", customer)}/timeline`, { cursor }));

export const getPromises = (customer: string) =>
  read<{ items: PromiseLine[] }>(`${recordPath("customer", customer)}/promises`);

export const getReport = (name: string, query: Query) => read<Report>(withQuery(`/reports/${name}`, query));

export const listFeedback = (cursor: string | null) => read<Page<FeedbackItem>>(withQuery("/feedback", { cursor }));

export const sendFeedback = (text: string) => request<{ id: string }>("POST", "/feedback", { body: { text } });
