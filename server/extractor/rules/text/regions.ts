import { REGIONS } from "../../../../models/shared/text/zhCN/regions";

const NAMES = new Set(REGIONS);

/** A province or a city, by its bare name. */
export const isRegion = (word: string): boolean => NAMES.has(word);
