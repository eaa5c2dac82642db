import { Types } from "mongoose";

/** 24 hex digits, growing with time: ids sort in the order they were made within a process. */
export const newId = (): string => new Types.ObjectId().toHexString();
