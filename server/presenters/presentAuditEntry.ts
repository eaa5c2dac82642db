import type { AuditEntry } from "../../models/shared/contracts/rights";
import { entities, type EntityName } from "../../models/shared/entities";
import { activitySentences, activityText, entityNames } from "../../models/shared/text/zhCN/activity";
import { rightsText as t } from "../../models/shared/text/zhCN/rights";
import { formatInstant } from "../../models/shared/values/day";
import { formatFen } from "../../models/shared/values/money";
import type { Change } from "../events/saveWithEvent";
import type { AuditedAct } from "../queries/listAuditEntries";
import { presentChange, type ShownChange } from "./presentChange";
import { presentInstant } from "./presentInstant";

const nameOf = (entity: string): string =>
  entity in entities ? entityNames[entity as EntityName] : (t.audit.things[entity] ?? entity);

type Names = ReadonlyMap<string, string>;

const nameIn = (value: unknown, names: Names) => names.get(String(value)) ?? String(value);

const listOf = (value: unknown, say: (one: string) => string) =>
  [value].flat().map(String).map(say).join(activityText.listSeparator);

/** How the fields of users and grants are said; any other as it stands. */
const SAYINGS: Record<string, (value: unknown, names: Names) => string> = {
  userId: nameIn,
  to: nameIn,
  right: (value) => (t.rightNames as Record<string, string>)[String(value)] ?? String(value),
  endsAt: (value) => formatInstant(new Date(String(value))),
  roles: (value) => listOf(value, (role) => t.roles[role] ?? role),
  departments: (value, names) => listOf(value, (id) => nameIn(id, names)),
  recycling: (value) => String([value].flat().length),
  amount: (value) => formatFen(Number(value)),
  active: (value) => (value === true ? t.audit.yes : t.audit.no),
  departmentsSet: (value) => (value === true ? t.audit.yes : t.audit.no),
  disabled: (value) => (value === true ? t.audit.yes : t.audit.no),
};

/** Changes of users and grants, which are no records: a label and what stood there. */
const presentPlainChange =
  (names: Names) =>
  ({ field, oldValue, newValue }: Change): ShownChange => {
    const say = SAYINGS[field] ?? String;
    const show = (value: unknown) => (value === null || value === undefined ? null : say(value, names));
    return { label: t.audit.fields[field] ?? field, oldValue: show(oldValue), newValue: show(newValue) };
  };

const presentChanges = ({ entity, changes }: AuditedAct, names: Names): ShownChange[] =>
  entity in entities
    ? changes.flatMap((change) => presentChange(entity as EntityName, change, names) ?? [])
    : changes.map(presentPlainChange(names));

/** What it is about: a member or whoever was let in by name, a record only to who may see it. */
/** `person:ID:2026-11`: whose target, and when. */
function targetTitle(id: string, names: Names): string {
  const [, subject = "", period = ""] = id.split(":");
  return [names.get(subject), period].filter(Boolean).join(" ");
}

function titleOf({ entity, title, recordIds, changes }: AuditedAct, names: Names): string {
  if (entity === "target") return targetTitle(recordIds[0] ?? "", names);
  const given = changes.find(({ field }) => entity === "accessGrant" && field === "userId");
  const person = entity === "user" || entity === "rule" ? recordIds[0] : (given?.newValue ?? given?.oldValue);
  return title ?? names.get(String(person)) ?? t.audit.hidden;
}

function summaryOf(act: AuditedAct, names: Names): string {
  const { name, entity, recordIds } = act;
  const verb = name.split(".")[1] ?? "";
  if (verb === "read") return t.audit.read(nameOf(entity), recordIds.length);
  return (activitySentences[verb] ?? activityText.happened)(nameOf(entity), titleOf(act, names));
}

/** One line of the audit. */
export const presentAuditEntry =
  (names: Names) =>
  (act: AuditedAct): AuditEntry => ({
    id: act.id,
    at: presentInstant(act.at),
    by: { id: act.actorId, name: names.get(act.actorId) ?? t.audit.program },
    name: act.name,
    entity: act.entity,
    recordIds: act.recordIds,
    summary: summaryOf(act, names),
    source: act.source,
    messageId: act.messageId,
    changes: presentChanges(act, names),
  });
