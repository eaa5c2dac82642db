import { StoreError } from "../errors";

/** The codes this folder refuses with, under MongoDB's names. */
export const badValue = (message: string): StoreError => new StoreError(2, "BadValue", message);
export const failedToParse = (message: string): StoreError => new StoreError(9, "FailedToParse", message);
export const typeMismatch = (message: string): StoreError => new StoreError(14, "TypeMismatch", message);
export const pathNotViable = (message: string): StoreError => new StoreError(28, "PathNotViable", message);
export const immutableField = (message: string): StoreError => new StoreError(66, "ImmutableField", message);
export const conflictingUpdate = (message: string): StoreError =>
  new StoreError(40, "ConflictingUpdateOperators", message);
export const dollarPrefixed = (message: string): StoreError => new StoreError(52, "DollarPrefixedFieldName", message);

/** Errors that MongoDB numbers without naming: their name is `Location` and the number. */
export const located = (code: number, message: string): StoreError => new StoreError(code, `Location${code}`, message);
