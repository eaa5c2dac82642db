import type { FigureKey, RowsBehind } from "../../models/shared/contracts/figures";
import { CLOSED_STAGES } from "../../models/shared/values/stage";
import { UNSET } from "../../models/shared/values/range";
import { addDays, type Day } from "../../models/shared/values/day";

/** What narrows a figure. Everything is optional but the day it is asked on. */
export interface FigureFilter {
  today: Day;
  /** A user's id; null for everybody in reach. */
  owner: string | null;
  period?: { from: Day; to: Day } | undefined;
  /** Days without contact, or days a deal stood still; whoever asks for these says how many. */
  days?: number | undefined;
  customer?: string | undefined;
  method?: string | undefined;
  level?: string | undefined;
  stage?: string | undefined;
  /** Range of fen, e.g. `5000000..`. */
  amount?: string | undefined;
}

type Query = Record<string, string | undefined>;

interface Figure {
  entity: RowsBehind["entity"];
  /** The newest, largest or most urgent first. */
  sort: string;
  /** The field the period bounds; without one the figure is of this very moment. */
  when?: string;
  /** The field that tells whose it is, where that is not the owner. */
  whose?: "visitor";
  query?(filter: FigureFilter): Query;
}

/** Stages of deals that are neither won nor lost, as a list asks for them. */
export const OPEN = `!${CLOSED_STAGES.join(",")}`;
const inDeals = ({ stage, amount, customer }: FigureFilter): Query => ({ stage: stage ?? OPEN, amount, customer });
const until = ({ today, days = 0 }: FigureFilter) => `..${addDays(today, -days)}`;

/** Which rows stand behind which figure. */
const FIGURE_ROWS: Record<FigureKey, Figure> = {
  followed: {
    entity: "followUp",
    sort: "-happenedAt",
    when: "happenedAt",
    query: ({ method, customer }) => ({ method, customer }),
  },
  visited: {
    entity: "visit",
    sort: "-visitedOn",
    when: "visitedOn",
    whose: "visitor",
    query: ({ customer }) => ({ state: "done", customer }),
  },
  newCustomers: { entity: "customer", sort: "-createdAt", when: "createdAt", query: ({ level }) => ({ level }) },
  newDeals: {
    entity: "opportunity",
    sort: "-createdAt",
    when: "createdAt",
    query: ({ amount, customer }) => ({ amount, customer }),
  },
  won: {
    entity: "opportunity",
    sort: "-stageChangedAt",
    when: "stageChangedAt",
    query: (filter) => inDeals({ ...filter, stage: "won" }),
  },
  lost: {
    entity: "opportunity",
    sort: "-stageChangedAt",
    when: "stageChangedAt",
    query: (filter) => inDeals({ ...filter, stage: "lost" }),
  },
  done: { entity: "reminder", sort: "-updatedAt", when: "updatedAt", query: () => ({ state: "done" }) },
  overdue: {
    entity: "reminder",
    sort: "dueTo",
    query: ({ today }) => ({ state: "open", dueTo: `..${addDays(today, -1)}` }),
  },
  ahead: { entity: "reminder", sort: "remindAt", when: "remindAt", query: () => ({ state: "open" }) },
  pipeline: { entity: "opportunity", sort: "-amount", query: inDeals },
  expected: { entity: "opportunity", sort: "expectedCloseOn", when: "expectedCloseOn", query: inDeals },
  stuck: {
    entity: "opportunity",
    sort: "stageChangedAt",
    query: (filter) => ({ ...inDeals(filter), stageChangedAt: until(filter), onHoldSince: UNSET }),
  },
  silent: {
    entity: "customer",
    sort: "-lastContactAt",
    query: (filter) => ({ level: filter.level, lastContactAt: until(filter) }),
  },
  customers: { entity: "customer", sort: "-lastContactAt", query: ({ level }) => ({ level }) },
};

/** The field by which a figure falls to people. */
export const whoseField = (key: FigureKey): "owner" | "visitor" => FIGURE_ROWS[key].whose ?? "owner";

/** The list behind a figure: the same filter counts the rows, shows them on a card and opens them in the mini-app. */
export function toRowsBehind(key: FigureKey, filter: FigureFilter): RowsBehind {
  const { entity, sort, when, query } = FIGURE_ROWS[key];
  const whose = whoseField(key);
  const { period, owner } = filter;
  const asked: Query = {
    ...query?.(filter),
    ...(when && period ? { [when]: `${period.from}..${period.to}` } : {}),
    [whose]: owner ?? undefined,
    sort,
  };
  const said = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return { entity, query: Object.fromEntries(said) };
}
