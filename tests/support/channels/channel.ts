import { isActionButton, isLinkButton, shownValue } from "../../../bot/card";
import type { InboundContent, Platform, Received } from "../../../bot/types";
import type { Card } from "../../../models/shared/contracts/card";
import type { FakePlatform, ShownCard } from "../chat";
import type { FakeClock } from "../ctx";

/** What members can send: a kind of content, or something about it. `closing`: a card can be closed long after it was sent. */
export type Carried = InboundContent["kind"] | "spoken" | "quoted" | "attached" | "group" | "closing";

/** Something a member does. */
export interface Doing {
  /** The platform's id of it, where it gives one; the same again is a redelivery. */
  id: string;
  from: string;
  groupId: string | null;
  content: InboundContent;
}

export const carry = (...kinds: Carried[]): ReadonlySet<Carried> => new Set(kinds);

export type Accept = (received: Received) => Promise<void>;
/** Until something is handed over for the first time. */
export const nobody: Accept = () => Promise.reject(new Error("nobody listens"));

/** A way to the bot, from the phone in: the platform's own code, with a stand-in for the platform behind it. */
export interface Channel {
  platform: FakePlatform;
  /** Does it the way the platform tells the program of it. Resolves once it was taken. */
  hand(doing: Doing, accept: Accept): Promise<void>;
  close(): Promise<void>;
}

export interface ChannelKind {
  /** What this platform lets people send; nothing else is tried on it. */
  carries: ReadonlySet<Carried>;
  open(clock: FakeClock): Channel;
}

/** A card as a phone shows it. */
export interface Seen {
  /** All that was sent: what is read, and the addresses behind it. */
  words: string;
  buttons: { text: string; key: string }[];
}

const SIGN_IN = /[?&]code=[0-9a-f]{24}\.[\w-]{22}$/;
/** How DingTalk calls somebody who is not of the company. */
const OUTSIDER = /^\$:LWCP_v1:\$/;
const STARTS = 8;

const PHONE = "http://phone";
const asSent = (path: string) => new URL(`${PHONE}/app${path}`).href.slice(PHONE.length);

const plain = (text: string) => text.replaceAll("\u200b", "").replace(/\s+/g, "");
/** What is long may be cut, but what begins it is there. */
const startOf = (text: string) => plain([...text].slice(0, STARTS).join(""));

/** What a phone does not show of a card that was sent there, or does not lead to. */
export function findUnseen(card: Card, { words, buttons }: Seen, callbackButtons: boolean): string[] {
  const seen = plain(words);
  const wanted = [card.title, card.subtitle ?? "", card.text ?? "", ...card.rows.map(shownValue)];
  const links = card.buttons.filter(isLinkButton).filter(({ path }) => !seen.includes(asSent(path)));
  const unseen = [
    ...wanted.filter((text) => !seen.includes(startOf(text))),
    ...links.map(({ text, path }) => `[${text}](${path})`),
  ];
  if (!callbackButtons) return unseen;
  const actions = card.buttons.filter(isActionButton);
  const isThere = (actionId: string, text: string) =>
    buttons.some((button) => button.key === actionId && startOf(button.text) === startOf(text));
  return [
    ...unseen,
    ...actions.filter(({ actionId, text }) => !isThere(actionId, text)).map(({ text }) => `[${text}]`),
  ];
}

const withoutCode = (card: Card): Card => ({
  ...card,
  buttons: card.buttons.map((button) =>
    "path" in button ? { ...button, path: button.path.replace(SIGN_IN, "") } : button,
  ),
});

/** The platform's own code, and beside it what was shown of what it sent. */
export function watch(
  real: Platform,
  { members, look }: { members: FakePlatform["members"]; look: (cardId: string) => Seen | null },
): FakePlatform {
  const shown: ShownCard[] = [];
  const problems: string[] = [];
  return {
    ...real,
    shown,
    members,
    problems,
    async send(to, card, cardId) {
      const sent = await real.send(to, card, cardId);
      const seen = look(cardId);
      if (!seen) return sent;
      const unseen = findUnseen(card, seen, real.capabilities.callbackButtons);
      if (unseen.length > 0)
        problems.push(`${real.name} does not show ${unseen.join(", ")} of ${card.title}: ${JSON.stringify(seen)}`);
      const { userId, groupId, replyPath } = to;
      shown.push({
        ...withoutCode(card),
        id: cardId,
        to: userId.replace(OUTSIDER, ""),
        groupId,
        replyPath,
        closedAs: null,
      });
      return sent;
    },
    async closeCard(to, updateToken, closed) {
      await real.closeCard(to, updateToken, closed);
      const card = shown.find(({ id }) => id === closed.cardId);
      if (card) card.closedAs = closed.as;
      const seen = look(closed.cardId);
      if (seen && !plain(seen.words + seen.buttons.map(({ text }) => text).join()).includes(startOf(closed.as)))
        problems.push(`${real.name} does not show ${closed.as} on a closed card: ${JSON.stringify(seen)}`);
    },
  };
}

/** Everything that is written anywhere in what was sent. */
export function wordsIn(sent: unknown): string {
  if (typeof sent === "string") return `${sent}\n`;
  if (typeof sent !== "object" || sent === null) return "";
  return Object.values(sent).map(wordsIn).join("");
}
