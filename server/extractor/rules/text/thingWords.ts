import { THING_ENDINGS } from "../../vocabulary/things";
import { longestFirst } from "./longestFirst";

/** The last words of what ends like the name of a thing. */
export const THING_ENDING = new RegExp(`(?:${longestFirst(THING_ENDINGS.split("|")).join("|")})$`);
