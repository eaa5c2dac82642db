import type { RowsBehind } from "../contracts/figures";
import { COLLECTIONS } from "../entities/collections";

/** Where the mini-app shows the rows behind a figure. */
export const rowsPath = ({ entity, query }: RowsBehind) => `/rows/${COLLECTIONS[entity]}?${new URLSearchParams(query)}`;
