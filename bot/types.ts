import type { PageSignature } from "../models/shared/contracts/read";
import type { Card } from "../models/shared/contracts/card";
import type { Member } from "../server/commands/user/member";

/** What an HTTP entrance hands over: nothing parsed yet, because the signature comes first. */
export interface RawRequest {
  method: string;
  query: Record<string, string | undefined>;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** A person on a platform. `userId` keeps the platform's own spelling. */
export interface PlatformUser {
  platform: string;
  userId: string;
}

/** Whom something is sent to, and on which way. */
export interface Recipient extends PlatformUser {
  /** Set when it is said in a group: `userId` is then whom it answers. */
  groupId: string | null;
  /** The platform's way back to the message that is answered; opaque to everything above the platform, and not for ever good. */
  replyPath: string | null;
}

/** A file that stays with the platform until it is fetched by `mediaId`. */
export interface InboundMedia {
  mediaId: string;
  format: string | null;
}

export interface TextContent {
  kind: "text";
  text: string;
  spoken: boolean;
  /** The customer whose page it was typed on, in the mini-app. */
  about?: string | undefined;
  /** What somebody said before, when this was said as an answer to it. */
  quoted?: string | undefined;
  /** Pictures between the words. */
  attached?: InboundMedia[] | undefined;
}

export type InboundContent =
  | TextContent
  | { kind: "image"; media: InboundMedia }
  | { kind: "file"; media: InboundMedia }
  | { kind: "voice"; media: InboundMedia }
  | { kind: "location"; latitude: number; longitude: number; label: string }
  | { kind: "link"; title: string; url: string }
  | { kind: "menu"; key: string }
  /** `customer`: who was picked in the mini-app, where the button leads there. */
  | { kind: "action"; actionId: string; cardId: string; updateToken: string | null; customer?: string | undefined }
  | { kind: "entered" }
  | { kind: "joined" }
  | { kind: "left" }
  | { kind: "changed" }
  /** The platform tells that somebody said something, and keeps the words: the month's messages are used up. */
  | { kind: "withheld" }
  | { kind: "unsupported"; type: string };

/** One message, neutral of the platform it came from. */
export interface InboundMessage {
  platform: string;
  /** Unique within the platform; a redelivery repeats it. The dedupe key. */
  externalId: string;
  /** Messages of one conversation are worked one at a time, in order. */
  conversationId: string;
  senderId: string;
  /** Set when the message was said in a group. */
  groupId: string | null;
  /** How this very message can be answered, where the platform gives a way; see `Recipient`. */
  replyPath: string | null;
  sentAt: Date;
  content: InboundContent;
}

/** What the platform wants to read in answer to its request; an empty text unless told. */
export interface HookReply {
  contentType: string;
  body: string;
}

/** What came in. `reply` is for HTTP only: on a socket the platform's own code answers when `accept` returns. */
export type Received =
  | { type: "handshake"; reply: HookReply }
  | { type: "message"; message: InboundMessage; reply?: HookReply }
  /** The directory changed. `eventId` is unique within the platform; a redelivery repeats it. */
  | { type: "members"; eventId: string; change: MemberChange; userIds: string[]; reply?: HookReply }
  | { type: "ignored"; reason: string; reply?: HookReply };

/** `left` and `changed` say what became of a member; `changed` also covers new ones. */
export type MemberChange = "left" | "changed";

/** Verifies, decrypts and decodes. Throws SignatureError; reads nothing else. */
export type Receive = (request: RawRequest, now: Date) => Received;

/** A member as the platform's directory tells it. */
export type DirectoryUser = Omit<Member, "platform">;

export interface DirectoryDepartment {
  id: string;
  name: string;
  parentId: string | null;
}

export interface Directory {
  users: DirectoryUser[];
  departments: DirectoryDepartment[];
  /** False when a page failed: then nobody may be taken for a leaver. */
  complete: boolean;
}

export interface SentCard {
  externalId: string;
  /** The handle with which this card can be closed later: a one-time code, or whatever the platform gives. Null: never. */
  updateToken: string | null;
}

/** A card that is settled, for platforms that draw it anew. */
export interface ClosedCard {
  /** The word that its buttons become. */
  as: string;
  cardId: string;
  /** As it was sent; null when that is no longer known. */
  card: Card | null;
}

export interface MenuEntry {
  name: string;
  /** A key comes back as `{ kind: "menu" }`; a path opens the mini-app. */
  target: { key: string } | { path: string } | { entries: MenuEntry[] };
}

/** One chat platform. Everything above it is neutral; everything below it is the platform's own words. */
export interface Platform {
  name: string;
  capabilities: {
    callbackButtons: boolean;
    replaceCard: boolean;
    /** People can send where they are. */
    places: boolean;
    /** Set where a page cannot learn from the client who opened it: links to it then say so themselves. */
    linksSignIn?: true;
  };
  /** The platform in whose client its pages are opened, where that is another one. */
  host?: string;
  /** Pushes to one member that the platform shows; it drops the rest without a word, so whoever sends keeps the pace. */
  limits: { perMinute: number; perHour: number };
  /** HTTP entrances by their path below `/hooks/NAME`; `""` is that address itself. Empty on socket-only platforms. */
  hooks: Readonly<Record<string, Receive>>;
  /**
   * Keeps a socket open and hands over what comes until `signal` aborts; connects again by itself. Absent on callback-only platforms.
   * What `accept` resolved for is stored and may be acknowledged; what it rejected is not, and must come again.
   */
  listen?(accept: (received: Received) => Promise<void>, signal: AbortSignal): Promise<void>;
  /** False while nothing can be sent from this very process, because another one, or none, holds the connection. Absent: always. */
  canSend?(): boolean;
  /**
   * Sends a card, by `replyPath` while that is good and else as a push. The same (cardId, card) makes byte-identical requests,
   * so that a repeat is not shown twice.
   */
  send(to: Recipient, card: Card, cardId: string): Promise<SentCard>;
  /**
   * Closes a sent card in place: its buttons become one grey word. `updateToken` comes from `send` or from the press.
   * @throws PlatformError `drop` when it can no longer be closed, which loses nothing: a late press is told so
   */
  closeCard(to: PlatformUser, updateToken: string, closed: ClosedCard): Promise<void>;
  /** Turns a one-time sign-in code into the member it stands for. */
  exchangeCode(code: string): Promise<{ userId: string }>;
  /** Where a browser without a session is sent to sign in; comes back to `returnTo` with a code. `state`: letters and digits. */
  signInUrl(request: { returnTo: string; state: string; insideClient: boolean }): string;
  signPage(url: string): Promise<PageSignature>;
  fetchUser(userId: string): Promise<DirectoryUser | null>;
  fetchDirectory(): Promise<Directory>;
  publishMenu(entries: MenuEntry[]): Promise<void>;
  downloadMedia(mediaId: string): Promise<{ bytes: Buffer; contentType: string }>;
}
