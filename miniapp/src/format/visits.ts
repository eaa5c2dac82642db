import { checkInNames, positionSourceNames, visitStateNames } from "../../../models/shared/text/zhCN/fields";
import { visitPages as t } from "../../../models/shared/text/zhCN/visitPages";
import { metresWords } from "../../../models/shared/text/zhCN/visits";
import type { Position, VisitTally } from "../../../models/shared/contracts/visits";
import { distanceBetween, toPoint } from "../../../models/shared/values/point";
import { formatDay, type Day } from "../../../models/shared/values/day";
import type { CustomerItem, VisitItem } from "../api/types";
import { instantWords } from "./due";

type Line = readonly [label: string, value: string];

const line = (label: string, value: string | null | undefined): Line[] => (value ? [[label, value]] : []);

const whenOf = ({ plannedOn, time }: VisitItem, today: Day) =>
  plannedOn && [formatDay(plannedOn, today), time].filter(Boolean).join(" ");

const howFar = ({ checkIn, distance, accuracy }: VisitItem) =>
  checkIn && distance !== null ? t.checkInPage.away(distance, accuracy) : null;

function lateWords({ isSentLate, checkedInAt, checkInSentAt }: VisitItem, today: Day) {
  if (!isSentLate || !checkedInAt || !checkInSentAt) return null;
  return t.facts.sentLate(instantWords(checkedInAt, today), instantWords(checkInSentAt, today));
}

/** What a visit's page tells, a line each. */
export const visitFacts = (visit: VisitItem, today: Day): Line[] => [
  ...line(t.facts.when, whenOf(visit, today)),
  ...line(t.facts.visitedOn, visit.visitedOn && formatDay(visit.visitedOn, today)),
  ...line(t.facts.contact, visit.contactName),
  ...line(t.facts.visitor, visit.visitorName),
  ...(visit.state === "done"
    ? line(t.facts.checkIn, visit.checkIn ? checkInNames[visit.checkIn] : t.facts.noCheckIn)
    : []),
  ...line(t.facts.distance, howFar(visit)),
  ...line(t.facts.source, visit.positionSource && sourceWords(visit.positionSource, visit.accuracy)),
  ...line(t.facts.place, visit.place),
  ...line(t.facts.late, lateWords(visit, today)),
  ...(visit.state === "done" ? line(t.facts.note, visit.followUpName ?? t.facts.notYet) : []),
];

export const visitState = ({ state }: Pick<VisitItem, "state">) => visitStateNames[state ?? "planned"];

export const sourceWords = (source: Position["source"], accuracy: number | null) =>
  t.checkInPage.here(positionSourceNames[source], accuracy);

/** How far it looks from here, where both are on the same maps; the server has the last word. */
export function distanceTo(customer: CustomerItem, { latitude, longitude, system }: Position): number | null {
  const target = toPoint(customer);
  return system === "gcj02" && target ? distanceBetween({ latitude, longitude }, target) : null;
}

/** The numbers of a period, a line each. */
export const tallyLines = (tally: VisitTally) => [
  { key: "planned", what: t.statsPage.planned, side: t.statsPage.times(tally.planned) },
  { key: "done", what: t.statsPage.done, side: t.statsPage.times(tally.done) },
  { key: "customers", what: t.statsPage.customers, side: t.statsPage.houses(tally.customers) },
  { key: "without", what: t.statsPage.withoutCheckIn, side: t.statsPage.times(tally.withoutCheckIn) },
  { key: "far", what: t.statsPage.far, side: t.statsPage.times(tally.far) },
  {
    key: "average",
    what: t.statsPage.averageDistance,
    side: tally.averageDistance === null ? t.statsPage.unknown : metresWords(tally.averageDistance),
  },
];
