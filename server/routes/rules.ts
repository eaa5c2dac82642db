import { z } from "zod";
import { page } from "../../models/shared/contracts/read";
import {
  newRuleSchema,
  rehearsalAsked,
  rehearsalJson,
  ruleChangeSchema,
  ruleJson,
  ruleRunJson,
} from "../../models/shared/contracts/rules";
import type { Ctx } from "../context";
import { archiveRule, createRule, updateRule } from "../commands/rule/saveRule";
import { undoRuleRun } from "../commands/rule/undoRuleRun";
import { presentRuleRehearsal } from "../presenters/presentRuleRehearsal";
import { presentRule, presentRuleRun } from "../presenters/presentRule";
import { findTitles, findUserNames } from "../queries/findNames";
import { readPipeline } from "../queries/readSetting";
import { getRule, listRuleRuns, listRules } from "../queries/rules/listRules";
import { rehearse } from "../queries/rules/rehearse";
import { endpoint, type Endpoint } from "./endpoint";

const paging = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().max(1000).optional() };

const shown = async (ctx: Ctx, id: string) => presentRule(await readPipeline())(await getRule(ctx, id));

/** What happens by itself. Everybody reads the rules; admins change them. */
export const ruleRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/rules",
    summary: "The company's rules, each with its sentence and how often it acted",
    answer: z.object({ items: z.array(ruleJson) }),
    run: async ({ ctx }) => ({ items: (await listRules(ctx)).map(presentRule(await readPipeline())) }),
  }),
  endpoint({
    method: "post",
    path: "/rules/rehearsal",
    summary: "What a rule would have done in the last days; nothing is written",
    body: rehearsalAsked,
    answer: rehearsalJson,
    run: async ({ ctx, body: { days, ...spec } }) => {
      const rehearsed = await rehearse(ctx, { spec, days });
      const customers = [...new Set(rehearsed.occurrences.map(({ customer }) => customer))];
      const names = [
        ...(await findUserNames([...new Set(customers.flatMap(({ owner }) => owner ?? []))])),
        ...(await findTitles(ctx, "customer", [...new Set(customers.map(({ id }) => id))])),
      ];
      return presentRuleRehearsal(rehearsed, new Map(names));
    },
  }),
  endpoint({
    method: "get",
    path: "/rules/:id",
    summary: "One rule",
    answer: ruleJson,
    run: ({ ctx, id }) => shown(ctx, id),
  }),
  endpoint({
    method: "post",
    path: "/rules",
    summary: "Make a rule; `backlog` lets it act on what fits already",
    body: newRuleSchema,
    answer: ruleJson,
    status: 201,
    run: async ({ ctx, body }) => shown(ctx, (await createRule(ctx, body))._id),
  }),
  endpoint({
    method: "patch",
    path: "/rules/:id",
    summary: "Change a rule or switch it; carries the version it read",
    body: ruleChangeSchema,
    answer: ruleJson,
    run: async ({ ctx, id, body }) => shown(ctx, (await updateRule(ctx, { ...body, id }))._id),
  }),
  endpoint({
    method: "delete",
    path: "/rules/:id",
    summary: "Take a rule out of use; what it did stays",
    run: ({ ctx, id }) => archiveRule(ctx, id),
  }),
  endpoint({
    method: "get",
    path: "/rules/:id/runs",
    summary: "What a rule did with customers the caller may see, the latest first",
    query: z.strictObject(paging),
    answer: page(ruleRunJson),
    run: async ({ ctx, id, query }) => {
      const { runs, ...rest } = await listRuleRuns(ctx, { ...query, rule: id });
      return { items: runs.map(presentRuleRun), ...rest };
    },
  }),
  endpoint({
    method: "post",
    path: "/rule-runs/:id/undo",
    summary: "Take back what a rule did, for whoever may change the customer",
    answer: z.object({ removed: z.int(), restored: z.int(), kept: z.int() }),
    run: async ({ ctx, id }) => {
      const { removed, restored, kept } = await undoRuleRun(ctx, id);
      return { removed: removed.length, restored: restored.length, kept: kept.length };
    },
  }),
];
