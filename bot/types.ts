import type { Card } from "../models/shared/contracts/card";

/** What a platform's HTTP entrance hands over: nothing parsed yet, because the signature comes first. */
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
  | { kind: "action"; actionId: string; cardId: string; updateToken: string | null }
  | { kind: "entered" }
  | { kind: "joined" }
  | { kind: "left" }
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
  sentAt: Date;
  content: InboundContent;
}

export type Received =
  | { type: "handshake"; reply: string }
  | { type: "message"; message: InboundMessage }
  | { type: "ignored"; reason: string };

/** A member as the platform's directory tells it. */
export interface DirectoryUser {
  userId: string;
  name: string;
  departmentIds: string[];
  isLeader: boolean;
  active: boolean;
  /** The account in another platform's directory that this one belongs to; departments are that directory's. */
  home?: PlatformUser;
}

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
  /** One-time code with which this card can be replaced later, where the platform gives one. */
  updateToken: string | null;
}

/** Signatures for the H5's JS-SDK. `app` is the second, app-bound signature where the platform has one. */
export interface PageSignature {
  corpId: string;
  agentId: string;
  timestamp: number;
  nonceStr: string;
  signature: string;
  app: { timestamp: number; nonceStr: string; signature: string } | null;
}

export interface MenuEntry {
  name: string;
  /** A key comes back as `{ kind: "menu" }`; a path opens the mini-app. */
  target: { key: string } | { path: string } | { entries: MenuEntry[] };
}

/** One chat platform. Everything above it is neutral; everything below it is the platform's own words. */
export interface Platform {
  name: string;
  capabilities: { callbackButtons: boolean; replaceCard: boolean; voiceAsText: boolean };
  /** Pushes to one member that the platform shows; it drops the rest without a word, so whoever sends keeps the pace. */
  limits: { perMinute: number; perHour: number };
  /** Verifies, decrypts and decodes. Throws SignatureError; reads nothing else. */
  receive(request: RawRequest, now: Date): Received;
  /** Opens the socket and hands over decoded messages until `signal` aborts. Absent on callback-only platforms. */
  listen?(accept: (received: Received) => Promise<void>, signal: AbortSignal): Promise<void>;
  /** Sends a card. The same (cardId, card) makes byte-identical requests, so that a repeat is not shown twice. */
  send(to: PlatformUser, card: Card, cardId: string): Promise<SentCard>;
  /** Closes a sent card in place: its buttons become one grey word. */
  closeCard(to: PlatformUser, updateToken: string, closedAs: string): Promise<void>;
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
