import type { Context } from "mingo/core";
import type { Options } from "mingo/types";

/** The operator tables that mingo's context takes; it exports no names for their types. */
export type MingoTables = Required<NonNullable<Parameters<typeof Context.init>[0]>>;

/** `docs` is the list of a group's documents, or the list of values itself when there is no operand. */
export type Accumulate = (docs: unknown[], operand: unknown, options: Options) => unknown;

/** `doc` is the document at hand; a group's accumulators pass the list of its documents. */
export type Evaluate = (doc: unknown, operand: unknown, options: Options) => unknown;
