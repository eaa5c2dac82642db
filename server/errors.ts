/** Every foreseen failure. Each has a sentence in text/zhCN/errors.ts. */
export const ERROR_STATUS = {
  not_found: 404,
  forbidden: 403,
  unauthenticated: 401,
  key_refused: 401,
  sign_in_failed: 401,
  sign_in_unasked: 401,
  account_unknown: 403,
  account_disabled: 403,
  invalid_input: 422,
  invalid_cursor: 422,
  stale_version: 409,
  already_settled: 409,
  action_expired: 410,
  past_time: 422,
  known_to_colleague: 409,
  known_in_pool: 409,
  own_roles: 403,
  not_in_pool: 409,
  claims_used_up: 422,
  claims_full: 422,
  claim_too_early: 422,
  already_protected: 409,
  foreign_origin: 403,
  body_too_large: 413,
  unsupported_media: 415,
  malformed_body: 400,
  idempotency_mismatch: 422,
  idempotency_in_progress: 409,
  too_many_requests: 429,
  gate_closed: 422,
  figures_need_approval: 422,
  no_approver: 422,
  not_supported: 422,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export interface FieldProblem {
  path: string;
  code: string;
  message: string;
}

export interface Conflict {
  base: unknown;
  yours: unknown;
  theirs: unknown;
}

/** What keeps a deal out of a stage; its sentence is built where it is shown. */
export interface GateProblem {
  stage: string;
  missing: ({ kind: "visits"; needed: number; have: number } | { kind: "field"; field: string })[];
}

/** What keeps somebody from taking a customer out of the public pool. */
export interface ClaimProblem {
  /** How many are allowed, a day or in all. */
  limit?: number;
  /** From when on it is. */
  from?: Date;
}

export interface ErrorDetails {
  errors?: FieldProblem[];
  conflicts?: Record<string, Conflict>;
  retryAfterMs?: number;
  gate?: GateProblem;
  claim?: ClaimProblem;
}

/** A failure we foresaw: `code` is stable, the sentence for it is looked up where it is shown. */
export class AppError extends Error {
  override name = "AppError";

  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
