import type { AccessGrant } from "../../../models/shared/contracts/rights";
import { rightsPages as t } from "../../../models/shared/text/zhCN/rightsPages";
import { addDays, addMonths, instantOf, weekdayOf, type Day } from "../../../models/shared/values/day";
import type { GrantSide } from "../api/rights";
import { instantWords } from "./due";

const FRIDAY = 5;

/** Up to when one usually shares: the coming Friday, a week, a month. */
export function usualDays(today: Day): { value: Day; text: string }[] {
  const friday = addDays(today, (FRIDAY - weekdayOf(today) + 7) % 7);
  return [
    { value: friday, text: weekdayOf(today) > FRIDAY ? t.share.nextFriday : t.share.friday },
    { value: addDays(today, 7), text: t.share.week },
    { value: addMonths(today, 1), text: t.share.month },
  ];
}

/** A grant up to a day holds until that day is over. */
export const endOfDay = (day: Day): string => instantOf(addDays(day, 1)).toISOString();

/** The last minute it holds, not the first of the next day. */
const lastMinute = (endsAt: string) => new Date(new Date(endsAt).getTime() - 60_000).toISOString();

export function grantLine(grant: AccessGrant, side: GrantSide, today: Day): string {
  const who = side === "given" ? t.grants.toWhom(grant.userName ?? "") : t.grants.fromWhom(grant.grantedByName ?? "");
  const until = t.grants.until(instantWords(lastMinute(grant.endsAt), today));
  const state = grant.isOpen ? until : grant.revokedAt ? t.grants.revoked : t.grants.over;
  return [who, t.share.rights[grant.right], state].join(" · ");
}
