import type { RecyclingAnswer } from "../../../models/shared/contracts/pool";
import { poolPages as t } from "../../../models/shared/text/zhCN/poolPages";
import type { Day } from "../../../models/shared/values/day";
import type { CustomerItem } from "../api/types";
import { dayWordsOf, instantWords } from "./due";

/** What one sees of a customer before taking it. */
export const pooledLine = ({ level, region, source, lastContactAt, pooledAt }: CustomerItem, today: Day): string =>
  [
    level && t.levels[level as keyof typeof t.levels],
    region,
    source,
    lastContactAt && t.talked(dayWordsOf(lastContactAt, today)),
    pooledAt && t.pooledSince(dayWordsOf(pooledAt, today)),
  ]
    .filter(Boolean)
    .join(" · ");

/** @param myId whose own they are need not be said */
export const leavingLine = (
  item: RecyclingAnswer["items"][number],
  { today, myId }: { today: Day; myId: string | null },
): string =>
  t.leavingLine(
    [item.owner === myId ? null : item.ownerName, item.reason, item.isWarned ? null : t.notTold],
    instantWords(item.goesAt, today),
  );

export const protectedLine = ({ ownerName, protectedFor, protectedUntil }: CustomerItem, today: Day): string =>
  t.protectedLine([ownerName, protectedFor], protectedUntil ? instantWords(protectedUntil, today) : "");
