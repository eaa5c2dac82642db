import { z } from "zod";
import { claimsLeft, poolRulesSchema, recyclingAnswer } from "../../models/shared/contracts/pool";
import { reportCustomer } from "../commands/customer/protectCustomer";
import { changeSetting } from "../commands/setting/changeSetting";
import { presentRehearsal } from "../presenters/presentRehearsal";
import { readClaims } from "../queries/readClaims";
import { poolSetting, readPoolRules, readSetting } from "../queries/readSetting";
import { rehearseRecycling } from "../queries/rehearseRecycling";
import { endpoint, type Endpoint } from "./endpoint";
import { recordAnswer, showRecord } from "./showRecords";

const versioned = z.strictObject({ version: z.int().min(0), value: poolRulesSchema });

/** The public pool. Its customers are those without an owner: `GET /customers?owner=none`. */
export const poolRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/pool/claims",
    summary: "What the caller may still take from the public pool",
    answer: claimsLeft,
    run: ({ ctx }) => readClaims(ctx),
  }),
  endpoint({
    method: "get",
    path: "/pool/rules",
    summary: "When customers go back to the public pool, and how many one may take",
    answer: versioned,
    run: () => readSetting(poolSetting),
  }),
  endpoint({
    method: "patch",
    path: "/pool/rules",
    summary: "Set the rules of the public pool; carries the version it read",
    body: versioned,
    answer: versioned,
    run: ({ ctx, body }) => changeSetting(ctx, poolSetting, body),
  }),
  endpoint({
    method: "post",
    path: "/pool/rehearsal",
    summary: "Who would go back to the public pool next, by the rules as they are or by those given; changes nothing",
    body: z.strictObject({ rules: poolRulesSchema.optional() }),
    answer: recyclingAnswer,
    run: async ({ ctx, body }) => presentRehearsal(await rehearseRecycling(ctx, body.rules ?? (await readPoolRules()))),
  }),
  endpoint({
    method: "post",
    path: "/pool/reports",
    summary: "Report a company nobody has yet: makes the customer and protects it",
    body: z.strictObject({
      name: z.string().trim().min(1).max(80),
      protectedFor: z.string().trim().min(1).max(80).nullable().default(null),
    }),
    answer: recordAnswer("customer"),
    status: 201,
    run: async ({ ctx, body }) => showRecord(ctx, "customer", await reportCustomer(ctx, body)),
  }),
];
