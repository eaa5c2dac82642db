import type { AuditEntry } from "../../models/shared/contracts/rights";
import { entities, type EntityName } from "../../models/shared/entities";
import { activitySentences, activityText, entityNames } from "../../models/shared/text/zhCN/activity";
import { rightsText as t } from "../../models/shared/text/zhCN/rights";
import type { Change } from "../events/saveWithEvent";
import type { AuditedAct } from "../queries/listAuditEntries";
import { presentChange, type ShownChange } from "./presentChange";
import { presentInstant } from "./presentInstant";

const nameOf = (entity: string): string =>
  entity in entities ? entityNames[entity as EntityName] : (t.audit.things[entity] ?? entity);

/** Changes of users and grants, which are no records: a label and what stood there. */
const presentPlainChange = ({ field, oldValue, newValue }: Change): ShownChange => {
  const show = (value: unknown) => (value === null || value === undefined ? null : String(value));
  return { label: t.audit.fields[field] ?? field, oldValue: show(oldValue), newValue: show(newValue) };
};

const presentChanges = ({ entity, changes }: AuditedAct, names: ReadonlyMap<string, string>): ShownChange[] =>
  entity in entities
    ? changes.flatMap((change) => presentChange(entity as EntityName, change, names) ?? [])
    : changes.map(presentPlainChange);

function summaryOf({ name, entity, title, recordIds }: AuditedAct): string {
  const verb = name.split(".")[1] ?? "";
  if (verb === "read") return t.audit.read(nameOf(entity), recordIds.length);
  return (activitySentences[verb] ?? activityText.happened)(nameOf(entity), title ?? t.audit.hidden);
}

/** One line of the audit. */
export const presentAuditEntry =
  (names: ReadonlyMap<string, string>) =>
  (act: AuditedAct): AuditEntry => ({
    id: act.id,
    at: presentInstant(act.at),
    by: { id: act.actorId, name: names.get(act.actorId) ?? t.audit.program },
    name: act.name,
    entity: act.entity,
    recordIds: act.recordIds,
    summary: summaryOf(act),
    source: act.source,
    messageId: act.messageId,
    changes: presentChanges(act, names),
  });
