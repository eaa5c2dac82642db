import type { Visit } from "../../models/shared/entities/visit";
import { isSentLate } from "../../models/shared/values/point";
import type { Ctx } from "../context";
import { filesAt } from "./findFile";
import { findUserNames } from "./findNames";

export interface VisitExtras {
  visitorName: string | null;
  isSentLate: boolean;
  files: { id: string; kind: "image" | "voice" | "file" }[];
}

/** Who went and what was photographed, for a whole page of visits at once. */
export async function gatherVisitExtras(_ctx: Ctx, visits: Visit[]): Promise<Map<string, VisitExtras>> {
  const people = [...new Set(visits.flatMap(({ visitor }) => visitor ?? []))];
  const names = new Map(await findUserNames(people));
  const files = await filesAt(
    "visit",
    visits.map(({ id }) => id),
  );
  return new Map(
    visits.map(({ id, visitor, checkedInAt, checkInSentAt }) => [
      id,
      {
        visitorName: names.get(visitor ?? "") ?? null,
        isSentLate: checkedInAt !== null && checkInSentAt !== null && isSentLate(checkedInAt, checkInSentAt),
        files: (files.get(id) ?? []).map(({ _id, kind }) => ({ id: _id, kind })),
      },
    ]),
  );
}
