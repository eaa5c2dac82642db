import type { RecordOf } from "../defineEntity";
import { approval } from "./approval";
import { contact } from "./contact";
import { customer } from "./customer";
import { followUp } from "./followUp";
import { lead } from "./lead";
import { opportunity } from "./opportunity";
import { reminder } from "./reminder";
import { visit } from "./visit";

/** Every business entity. A new one is a file and a line here; the compiler asks for the rest. */
export const entities = { customer, contact, followUp, reminder, opportunity, approval, lead, visit };

export type EntityName = keyof typeof entities;
export type RecordFor<N extends EntityName> = RecordOf<(typeof entities)[N]>;
