import { dayOf, yearOf } from "../../models/shared/values/day";
import { warnMissingYear } from "../calendar/calendar";
import type { ExtractorDeps } from "./createExtractor";

/** Says in the log, once a year, that the holidays of a message's year are not known. */
export function warnOfCalendar(now: Date, { log }: Pick<ExtractorDeps, "log">): void {
  warnMissingYear(yearOf(dayOf(now)), (message) => log.warn({}, message));
}
