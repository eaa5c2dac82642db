import type { TimeExpression } from "../../models/shared/contracts/extraction";
import { resolveTimes } from "../../server/extractor/rules/times/resolveTimes";
import type { Draft } from "./draft";

/** The time a sentence names first. */
export const timeIn = (said: Draft): TimeExpression | undefined => resolveTimes(said.text, new Date(said.saidAt))[0];
