import { mask } from "../../models/personal";
import { entities, type EntityName } from "../../models/shared/entities";
import type { Field } from "../../models/shared/fields";
import { leadStateNames } from "../../models/shared/text/zhCN/leads";
import { activityText, moodNames } from "../../models/shared/text/zhCN/activity";
import {
  approvalReasonNames,
  approvalStateNames,
  fieldLabels,
  flagNames,
  kindNames,
  methodNames,
  checkInNames,
  positionSourceNames,
  reminderStateNames,
  visitStateNames,
} from "../../models/shared/text/zhCN/fields";
import { formatDay, formatInstant } from "../../models/shared/values/day";
import { formatFen } from "../../models/shared/values/money";
import type { Change } from "../events/saveWithEvent";

export interface ShownChange {
  label: string;
  oldValue: string | null;
  newValue: string | null;
}

/** Names of choices, by `entity.field`; a choice without an entry is shown as it is. */
const choiceNames: Record<string, Record<string, string>> = {
  "customer.kind": kindNames,
  "customer.flag": flagNames,
  "followUp.method": methodNames,
  "followUp.mood": moodNames,
  "reminder.state": reminderStateNames,
  "approval.state": approvalStateNames,
  "approval.reason": approvalReasonNames,
  "lead.state": leadStateNames,
  "visit.state": visitStateNames,
  "visit.checkIn": checkInNames,
  "visit.positionSource": positionSourceNames,
};

/** Texts that are keys of something with a name. */
const BY_NAME = new Set(["opportunity.stage", "approval.stage"]);

const maskPersonal = (value: string) => `***${value.slice(-2)}`;
const joined = (value: unknown, show: (one: string) => string): string =>
  (Array.isArray(value) ? value : [value]).map((one) => show(String(one))).join(activityText.listSeparator);

interface Place {
  /** `entity.field` */
  path: string;
  field: Field;
  names: ReadonlyMap<string, string>;
}

/** A value in words. */
function showValue(value: unknown, { path, field, names }: Place): string {
  switch (field.kind) {
    case "money":
      return formatFen(Number(value));
    case "instant":
      return value instanceof Date ? formatInstant(value) : String(value);
    case "day":
      return formatDay(String(value));
    case "choice":
      return choiceNames[path]?.[String(value)] ?? String(value);
    case "ref":
      return names.get(String(value)) ?? "";
    case "personal":
      return joined(value, maskPersonal);
    case "list":
      return joined(value, mask);
    case "text":
      return BY_NAME.has(path) ? (names.get(String(value)) ?? String(value)) : mask(String(value));
    case "number":
    case "time":
      return String(value);
  }
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === "" || String(value) === "";

/** Written by the program beside what a person changed. */
const BOOKKEEPING = new Set([
  "lastContactAt",
  "remindedAt",
  "requestedBy",
  "decidedBy",
  "decidedAt",
  "stageChangedAt",
  "closedFrom",
  "archivedAt",
  "reasons",
  "repeats",
  "lastAskedAt",
  "intake",
  "externalId",
  "consentAt",
  "assignedAt",
  "answerBy",
  "answeredAt",
  "escalatedAt",
  "convertedAt",
  "ownedSince",
  "claimedAt",
  "pooledAt",
  "pooledFrom",
  "visitor",
  "visitedOn",
  "reminder",
  "checkInSentAt",
  "latitude",
  "longitude",
]);

const OWNER: Field = { kind: "ref", entity: "user" };

/** A changed field in words; null for what nobody changed by hand. */
export function presentChange(
  entity: EntityName,
  change: Change,
  names: ReadonlyMap<string, string>,
): ShownChange | null {
  const fields: Record<string, Field> = entities[entity].fields;
  const field = change.field === "owner" ? OWNER : fields[change.field];
  if (!field || BOOKKEEPING.has(change.field)) return null;
  const place = { path: `${entity}.${change.field}`, field, names };
  const show = (value: unknown) => (isEmpty(value) ? null : showValue(value, place));
  const labels: Record<string, string> = fieldLabels[entity];
  const label = change.field === "owner" ? activityText.owner : labels[change.field];
  return { label: label ?? change.field, oldValue: show(change.oldValue), newValue: show(change.newValue) };
}
