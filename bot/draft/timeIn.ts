import type { TimeExpression } from "../../models/shared/contracts/extraction";
import { resolveTimes } from "../../server/extractor/rules/times/resolveTimes";
import type { Draft } from "./draft";

/** The times a sentence names. */
export const timesIn = (said: Draft): TimeExpression[] => resolveTimes(said.text, new Date(said.saidAt));

/** The one it names first. */
export const timeIn = (said: Draft): TimeExpression | undefined => timesIn(said)[0];
