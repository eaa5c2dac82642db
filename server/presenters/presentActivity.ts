import type { OutboxRow } from "../../models/system/outboxEvent";
import type { Activity } from "../../models/shared/contracts/read";
import { entities } from "../../models/shared/entities";
import type { FollowUp } from "../../models/shared/entities/followUp";
import { activitySentences, activityText, entityNames } from "../../models/shared/text/zhCN/activity";
import { formatDays } from "../../models/shared/values/day";
import { readPromise, sayPromise } from "../../models/shared/values/promise";
import { formatFen } from "../../models/shared/values/money";
import type { DescribedActivity, Happening } from "../queries/describeActivities";
import { presentChange, type ShownChange } from "./presentChange";
import { presentInstant } from "./presentInstant";

type Names = ReadonlyMap<string, string>;

const MAX_TITLE = 40;
const titleOf = ({ entity, record }: Happening) =>
  String(record[entities[entity].titleField] ?? "").slice(0, MAX_TITLE);

/** A new record in one line: when, how much, what. */
function lineOf(happening: Happening): string {
  const { dueFrom, dueTo, amount } = happening.record;
  const due = typeof dueFrom === "string" ? formatDays(dueFrom, typeof dueTo === "string" ? dueTo : dueFrom) : "";
  const money = typeof amount === "number" ? formatFen(amount) : "";
  return [due, titleOf(happening), money].filter(Boolean).join(" ");
}

function changesOf(happening: Happening, names: Names): ShownChange[] {
  return happening.changes.flatMap((change) => presentChange(happening.entity, change, names) ?? []);
}

/** What a sentence did beside its note. */
const besideNote = (happening: Happening, names: Names): ShownChange[] =>
  happening.kind === "created"
    ? [{ label: entityNames[happening.entity], oldValue: null, newValue: lineOf(happening) }]
    : changesOf(happening, names);

function summaryOf(happening: Happening): string {
  const verb = happening.name.split(".")[1] ?? "";
  const sentence = activitySentences[verb] ?? activityText.happened;
  return sentence(entityNames[happening.entity], titleOf(happening));
}

function presentSource({ source, names }: DescribedActivity): Activity["source"] {
  if (!source) return null;
  const { text, marks, channel, userId, at } = source;
  return {
    text,
    marks,
    channel: activityText.channels[channel] ?? channel,
    by: names.get(userId) ?? "",
    at: presentInstant(at),
  };
}

function presentBy({ byId, names }: DescribedActivity): Activity["by"] {
  const name = byId ? names.get(byId) : undefined;
  return byId && name !== undefined ? { id: byId, name } : null;
}

type Told = Pick<
  Activity,
  "type" | "followUpId" | "method" | "content" | "summary" | "changes" | "promises" | "competitors"
>;

const tellNote = (note: FollowUp, { happenings, names }: DescribedActivity): Told => ({
  type: "followUp",
  followUpId: note.id,
  method: note.method,
  content: note.content,
  summary: null,
  changes: happenings.flatMap((one) => besideNote(one, names)),
  promises: note.promises.flatMap((line) => readPromise(line) ?? []).map(sayPromise),
  competitors: note.competitors,
});

const tellEvent = (name: string, { happenings, names }: DescribedActivity): Told => ({
  type: name,
  followUpId: null,
  method: null,
  content: null,
  summary: happenings.map(summaryOf).join(activityText.listSeparator),
  changes: happenings.flatMap((one) => (one.kind === "changed" ? changesOf(one, names) : [])),
  promises: [],
  competitors: [],
});

const runOf = ({ source, messageId }: OutboxRow): Pick<Activity, "ruleRunId"> =>
  source === "rule" && messageId ? { ruleRunId: messageId } : {};

/** One item of a customer's timeline. */
export function presentActivity(activity: DescribedActivity): Activity {
  const { moment, undoActionId } = activity;
  return {
    id: moment.id,
    at: presentInstant(moment.at),
    by: presentBy(activity),
    ...("followUp" in moment ? tellNote(moment.followUp, activity) : tellEvent(moment.event.name, activity)),
    source: presentSource(activity),
    files: activity.files.map(({ _id, kind }) => ({ id: _id, kind })),
    undoActionId,
    ...("event" in moment ? runOf(moment.event) : {}),
  };
}
