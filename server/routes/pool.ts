import { claimsLeft } from "../../models/shared/contracts/pool";
import { readClaims } from "../queries/readClaims";
import { endpoint, type Endpoint } from "./endpoint";

/** The public pool. Its customers are those without an owner: `GET /customers?owner=none`. */
export const poolRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/pool/claims",
    summary: "What the caller may still take from the public pool",
    answer: claimsLeft,
    run: ({ ctx }) => readClaims(ctx),
  }),
];
