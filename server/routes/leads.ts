import { z } from "zod";
import { conversion, leadFigures, leadRulesSchema } from "../../models/shared/contracts/leads";
import { activity, page } from "../../models/shared/contracts/read";
import { daySchema, idSchema } from "../../models/shared/defineEntity";
import { addDays, dayOf } from "../../models/shared/values/day";
import { convertLead } from "../commands/lead/convertLead";
import { changeSetting } from "../commands/setting/changeSetting";
import { presentActivity } from "../presenters/presentActivity";
import { getLeadHistory } from "../queries/getLeadHistory";
import { planConversion } from "../queries/planConversion";
import { readLeadFigures } from "../queries/readLeadFigures";
import { leadRulesSetting, readSetting } from "../queries/readSetting";
import { endpoint, type Endpoint } from "./endpoint";
import { inOrder } from "./inOrder";
import { recordAnswer, showRecord } from "./showRecords";

const LOOK_BACK_DAYS = 30;
const versioned = z.strictObject({ version: z.int().min(0), value: leadRulesSchema });

/** What becomes of leads, and who gets them. */
export const leadRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/leads/:id/conversion",
    summary: "What a lead would become, and the customers it may be already",
    answer: conversion,
    run: async ({ ctx, id }) => {
      const { matches, customer, contact, opportunity, content } = await planConversion(ctx, id);
      const shown = matches.map(({ id: match, name, region }) => ({ id: match, name, region }));
      return { matches: shown, customer, contact, opportunity, content };
    },
  }),
  endpoint({
    method: "post",
    path: "/leads/:id/convert",
    summary: "Make a customer of a lead with its contact, deal and first note; or add it to the customer named",
    body: z.strictObject({ customer: idSchema.nullable().optional(), withDeal: z.boolean().default(true) }),
    answer: recordAnswer("lead"),
    run: async ({ ctx, id, body }) => showRecord(ctx, "lead", await convertLead(ctx, { id, ...body })),
  }),
  endpoint({
    method: "get",
    path: "/leads/:id/history",
    summary: "What happened to a lead, newest first",
    answer: page(activity),
    run: async ({ ctx, id }) => {
      const items = (await getLeadHistory(ctx, id)).map(presentActivity);
      return { items, nextCursor: null, approximateTotal: items.length };
    },
  }),
  endpoint({
    method: "get",
    path: "/reports/leads",
    summary: "How many leads came through each door and what became of them; the last 30 days unless said",
    query: z.strictObject({ from: daySchema.optional(), to: daySchema.optional() }),
    answer: leadFigures,
    run: ({ ctx, query }) => {
      const { to = dayOf(ctx.now), from = addDays(to, -LOOK_BACK_DAYS) } = query;
      return readLeadFigures(ctx, inOrder({ from, to }));
    },
  }),
  endpoint({
    method: "get",
    path: "/lead-rules",
    summary: "Who gets which leads, and how soon they are to be answered",
    answer: versioned,
    run: () => readSetting(leadRulesSetting),
  }),
  endpoint({
    method: "patch",
    path: "/lead-rules",
    summary: "Set who gets which leads; carries the version it read. For managers and admins",
    body: versioned,
    answer: versioned,
    run: ({ ctx, body }) => changeSetting(ctx, leadRulesSetting, body),
  }),
];
