import { createHash } from "node:crypto";
import { Idempotency, type IdempotencyRow } from "../../models/system/session";
import { openJson, sealJson } from "../../models/vault";
import { withTransaction } from "../../models/withTransaction";
import { AppError } from "../errors";
import { isDuplicateKey } from "../../models/isDuplicateKey";

const KEPT_MS = 24 * 3_600_000;
/** A claim whose process died is free again after this. */
const LEASE_MS = 30_000;

export interface Answer {
  status: number;
  body: unknown;
}

export interface Attempt {
  /** Who asks for what under which key. */
  user: string;
  path: string;
  key: string;
  input: unknown;
  now: Date;
}

const hash = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("base64url");

function claimOf({ user, path, key, input, now }: Attempt): IdempotencyRow {
  return {
    _id: hash([user, path, key]),
    state: "working",
    requestHash: hash(input),
    status: null,
    sealedBody: null,
    leaseUntil: new Date(now.getTime() + LEASE_MS),
    expiresAt: new Date(now.getTime() + KEPT_MS),
  };
}

/** The insert decides who works. A dead or outdated claim may be taken over. */
async function takeClaim(claim: IdempotencyRow, now: Date): Promise<boolean> {
  try {
    await Idempotency.insertMany([claim]);
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const { _id, ...values } = claim;
  const isFree = [{ expiresAt: { $lte: now } }, { state: "working" as const, leaseUntil: { $lte: now } }];
  const { modifiedCount } = await Idempotency.updateOne({ _id, $or: isFree }, { $set: values });
  return modifiedCount === 1;
}

async function earlierAnswer(claim: IdempotencyRow): Promise<Answer> {
  const earlier = await Idempotency.findOne({ _id: claim._id }).lean<IdempotencyRow>();
  if (earlier && earlier.requestHash !== claim.requestHash) throw new AppError("idempotency_mismatch");
  if (earlier?.state !== "done") throw new AppError("idempotency_in_progress", { retryAfterMs: 1000 });
  return { status: earlier.status ?? 200, body: openJson(earlier.sealedBody ?? "null") };
}

/**
 * Does the work once per key and day; a repeat gets the first answer. Work and answer are stored in one transaction, so that not even a
 * crash between them doubles anything. Work that failed changed nothing and may be tried again under the same key.
 *
 * @throws AppError `idempotency_mismatch` for the same key with another input, `idempotency_in_progress`
 */
export async function answerOnce(attempt: Attempt, work: () => Promise<Answer>): Promise<Answer> {
  const claim = claimOf(attempt);
  if (!(await takeClaim(claim, attempt.now))) return earlierAnswer(claim);

  const mine = { _id: claim._id, state: "working", leaseUntil: claim.leaseUntil } as const;
  try {
    return await withTransaction(async () => {
      const answer = await work();
      const done = { state: "done", status: answer.status, sealedBody: sealJson(answer.body ?? null) } as const;
      const { modifiedCount } = await Idempotency.updateOne(mine, { $set: done });
      if (modifiedCount !== 1) throw new AppError("idempotency_in_progress", { retryAfterMs: 1000 });
      return answer;
    });
  } catch (error) {
    await Idempotency.deleteOne(mine);
    throw error;
  }
}
