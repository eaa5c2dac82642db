import { t } from "../../models/shared/text/zhCN/chat";
import type { Ctx } from "../../server/context";
import { noteCard } from "../cards/askCards";
import { fitText, fitTitle, row } from "../cards/parts";
import type { Draft } from "../draft/draft";
import type { NoteName } from "../plan";
import { openly, type DraftButton, type DraftCard, type Reply } from "../reply";

const exampleRows = () => t.help.examples.map((example, index) => row(t.help.rowLabel(index + 1), example));

const shortcuts = (): DraftButton[] => [
  { text: t.actions.todo, action: { kind: "say", text: t.sentences.TODO ?? "" } },
  { text: t.actions.customers, path: "/customers" },
  { text: t.actions.openApp, path: "/today" },
];

const menuCard = (): DraftCard => ({
  title: t.help.menuTitle,
  text: t.help.menuText,
  rows: exampleRows(),
  buttons: shortcuts(),
});

export const helpCard = (): DraftCard => ({ ...menuCard(), title: t.help.helpTitle });

const welcomeCard = (ctx: Ctx): DraftCard => ({
  title: fitTitle(t.help.welcomeTitle(ctx.actor.name)),
  text: fitText(t.help.welcomeText),
  rows: exampleRows(),
  buttons: shortcuts(),
});

/** Cards that say one fixed thing. */
export function showNote(ctx: Ctx, name: NoteName, words: string): Reply {
  const { other } = t;
  const notes: Record<NoteName, () => DraftCard> = {
    menu: menuCard,
    welcome: () => welcomeCard(ctx),
    voice: () => noteCard(other.voiceTitle, other.voiceText),
    voiceLost: () => noteCard(other.voiceTitle, other.voiceLostText),
    picture: () => noteCard(other.pictureTitle, other.pictureText),
    pictureLost: () => noteCard(other.pictureTitle, other.pictureLostText),
    file: () => noteCard(other.fileTitle, other.fileText),
    fileLost: () => noteCard(other.fileTitle, other.fileLostText),
    location: () => noteCard(other.locationTitle, other.locationText(words)),
    link: () => noteCard(other.linkTitle, other.linkText),
    withheld: () => ({
      ...noteCard(other.withheldTitle, other.withheldText),
      buttons: [{ text: t.actions.openApp, path: "/today" }],
    }),
    unsupported: () => noteCard(other.unsupportedTitle, other.unsupportedText),
    empty: () => noteCard(other.emptyTitle, other.emptyText),
    tooLong: () => noteCard(other.tooLongTitle, other.tooLongText),
  };
  return openly(notes[name]());
}

/** Neither record nor question. Nothing is stored but the message. */
export function smallTalk(said: Draft): Reply {
  if (said.reading.hostile) return openly(noteCard(t.other.hostile, t.other.hostileText));
  const words = said.text.trim().toLowerCase();
  if (t.greetings.some((greeting) => words.startsWith(greeting)))
    return openly(noteCard(t.other.smallTalk, t.other.smallTalkText));
  return openly({ title: t.other.unknown, text: t.other.unknownText, rows: exampleRows() });
}

export const notYet = (): Reply => openly(noteCard(t.other.notYet, t.other.notYetText));
