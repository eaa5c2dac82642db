import { request } from "./client";

/** What one's own words for customers were learned to mean. */
export interface LearnedName {
  id: string;
  words: string;
  customer: string;
  customerName: string;
  times: number;
  lastAt: string;
}

/** Past the cache: what was forgotten must not stand there again. */
export const listLearnedNames = () => request<{ items: LearnedName[] }>("GET", "/learned-names");

export const forgetName = (id: string) => request<undefined>("DELETE", `/learned-names/${encodeURIComponent(id)}`);
