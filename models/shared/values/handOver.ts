/** More customers than these are not handed over while one waits: they go one after another, and whoever ordered it is told. */
export const HANDED_OVER_AT_ONCE = 100;
