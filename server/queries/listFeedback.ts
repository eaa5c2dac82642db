import { Feedback, type FeedbackRow } from "../../models/system/feedback";
import { openJson } from "../../models/vault";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { mayReadFeedback } from "../policies";
import { readCursor, writeCursor } from "./cursor";
import { findUserNames } from "./findNames";
import { afterPosition, positionOf, toSort } from "./keyset";

export interface FeedbackItem {
  id: string;
  by: { id: string; name: string };
  text: string;
  at: Date;
}

const newestFirst = toSort("-createdAt", {});

/**
 * What colleagues wished for, newest first.
 * @throws AppError `forbidden` unless the actor is an admin, `invalid_cursor`
 */
export async function listFeedback(
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: FeedbackItem[]; nextCursor: string | null; approximateTotal: number }> {
  if (!mayReadFeedback(ctx.actor)) throw new AppError("forbidden");
  const list = [ctx.actor.id, "feedback"];
  const start = cursor ? readCursor(cursor, list) : null;
  const filter = start ? afterPosition(newestFirst, start) : {};
  const rows = await Feedback.find(filter)
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit + 1)
    .lean<FeedbackRow[]>();
  const total = start?.total ?? (await Feedback.countDocuments());
  const shown = rows.slice(0, limit);
  const names = new Map(await findUserNames([...new Set(shown.map((row) => row.userId))]));
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => ({
      id: row._id,
      by: { id: row.userId, name: names.get(row.userId) ?? "" },
      text: openJson<string>(row.sealedText),
      at: row.createdAt,
    })),
    nextCursor: last ? writeCursor({ ...positionOf(newestFirst, { ...last }), total }, list) : null,
    approximateTotal: total,
  };
}
