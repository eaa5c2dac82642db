import { THING_ENDINGS } from "../../vocabulary/things";

const longestFirst = THING_ENDINGS.split("|").sort((a, b) => b.length - a.length);

/** The last words of what ends like the name of a thing. */
export const THING_ENDING = new RegExp(`(?:${longestFirst.join("|")})$`);
