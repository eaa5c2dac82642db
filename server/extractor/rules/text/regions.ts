import { REGIONS } from "../../../../models/shared/text/zhCN/regions";
import { CITIES } from "../../vocabulary/cities";

const NAMES: ReadonlySet<string> = new Set([...REGIONS, ...CITIES]);

/** A province or a city, by its bare name. */
export const isRegion = (word: string): boolean => NAMES.has(word);
