import type { LearnedName } from "../../../models/shared/contracts/read";
import { request } from "./client";

/** Past the cache: what was forgotten must not stand there again. */
export const listLearnedNames = () => request<{ items: LearnedName[] }>("GET", "/learned-names");

export const forgetName = (id: string) => request<undefined>("DELETE", `/learned-names/${encodeURIComponent(id)}`);
