import type { TemplateCard } from "./wecom/templateCard";

/** What the simulator's server and its page tell each other. Types only: the page bundles none of the server. */
export interface SimulatorUser {
  id: string;
  name: string;
  roles: string[];
}

/** How a card ended: its buttons are one grey word, or it was taken back. */
export interface CardState {
  /** `replace_name` of the update; null while the card can be pressed. */
  closedAs: string | null;
  /** What was chosen when it was last pressed, by question key. */
  answers?: Record<string, string[]>;
}

export type EntryContent =
  | { kind: "text"; text: string }
  | { kind: "markdown"; text: string }
  | { kind: "textCard"; title: string; description: string; url: string; button: string }
  | { kind: "card"; card: TemplateCard; state: CardState }
  | { kind: "voice"; mediaId: string; seconds: number }
  | { kind: "image"; mediaId: string }
  | { kind: "file"; mediaId: string }
  | { kind: "location"; latitude: number; longitude: number; label: string }
  | { kind: "link"; title: string; url: string; description: string }
  | { kind: "notice"; text: string };

export interface ChatEntry {
  id: string;
  /** ISO 8601. */
  at: string;
  from: "member" | "app";
  content: EntryContent;
  /** Of a member's message: whether our server took it. */
  delivery: "pending" | "done" | "failed";
}

/** One call between the platform and our server. Secrets are masked before it gets here. */
export interface CallEntry {
  id: number;
  at: string;
  /** `in` to our server (a push), `out` from it (an API call). */
  direction: "in" | "out";
  name: string;
  note: string;
  /** HTTP status; null when no answer came. */
  status: number | null;
  /** WeCom's own result, of API calls. */
  errcode: number | null;
  failed: boolean;
  milliseconds: number;
  request: unknown;
  response: unknown;
}

export const FAULT_NAMES = [
  "duplicate",
  "reorder",
  "forged",
  "slow",
  "rateLimit",
  "serverError",
  "expiredToken",
  "expiredCard",
  "disconnect",
] as const;
export type FaultName = (typeof FAULT_NAMES)[number];
export type FaultState = Record<FaultName, boolean>;

export interface MenuButton {
  name: string;
  type?: string;
  key?: string;
  url?: string;
  sub_button?: MenuButton[];
}

export interface SimulatorState {
  now: string;
  faults: FaultState;
  calls: CallEntry[];
  users: SimulatorUser[];
  menu: MenuButton[];
  /** Whether the program holds the AI bot's long connection. */
  hasBot: boolean;
  /** True while the program is connected to the local DingTalk. */
  hasDingtalk: boolean;
}

/** Server-sent events; the event's name is `type`. */
export type LiveEvent =
  | { type: "entry"; userId: string; entry: ChatEntry }
  | { type: "call"; call: CallEntry }
  | { type: "faults"; faults: FaultState }
  | { type: "clock"; now: string }
  | { type: "menu"; menu: MenuButton[] };
