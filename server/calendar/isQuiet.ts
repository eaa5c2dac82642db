import { timeOf } from "../../models/shared/values/day";

const QUIET_FROM = "21:00";
const QUIET_TO = "08:30";

/** Nobody is woken at night. */
export const isQuiet = (at: Date): boolean => timeOf(at) >= QUIET_FROM || timeOf(at) < QUIET_TO;
