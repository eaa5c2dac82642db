import { t } from "../../models/shared/text/zhCN/chat";
import type { Ctx } from "../../server/context";
import { QUESTION } from "../../server/extractor/vocabulary/intents";
import { noteCard } from "../cards/askCards";
import { fitText, fitTitle } from "../cards/parts";
import type { Draft } from "../draft/draft";
import type { NoteName } from "../plan";
import { openly, reply, type DraftButton, type DraftCard, type Reply } from "../reply";
import { examplesFor, type Examples } from "./examples";
import { lookUpName } from "./showCustomer";

const shortcuts = (): DraftButton[] => [
  { text: t.actions.todo, action: { kind: "say", text: t.sentences.TODO ?? "" } },
  { text: t.actions.customers, path: "/customers" },
  { text: t.actions.openApp, path: "/today" },
];

const told = (card: DraftCard, { rows, isOpen }: Examples): Reply => (isOpen ? openly : reply)({ ...card, rows });

/** What one can say here and now. */
async function showExamples(ctx: Ctx, title: string, text: string): Promise<Reply> {
  return told({ title: fitTitle(title), text: fitText(text), buttons: shortcuts() }, await examplesFor(ctx));
}

export const showHelp = (ctx: Ctx): Promise<Reply> => showExamples(ctx, t.help.helpTitle, t.help.menuText);

/** Cards that say one fixed thing. */
export function showNote(ctx: Ctx, name: NoteName): Reply | Promise<Reply> {
  const { other } = t;
  if (name === "menu") return showExamples(ctx, t.help.menuTitle, t.help.menuText);
  if (name === "welcome") return showExamples(ctx, t.help.welcomeTitle(ctx.actor.name), t.help.welcomeText);
  const notes: Record<Exclude<NoteName, "menu" | "welcome">, () => DraftCard> = {
    voice: () => noteCard(other.voiceTitle, other.voiceText),
    voiceLost: () => noteCard(other.voiceTitle, other.voiceLostText),
    picture: () => noteCard(other.pictureTitle, other.pictureText),
    pictureLost: () => noteCard(other.pictureTitle, other.pictureLostText),
    file: () => noteCard(other.fileTitle, other.fileText),
    fileLost: () => noteCard(other.fileTitle, other.fileLostText),
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

const SIGNS = /[\p{P}\p{S}\p{Extended_Pictographic}\s]+/gu;

const ASKS = /[?？]/u;

/** 好的, 谢谢👍: said to be polite, and wants nothing. */
function isCourtesy(words: string): boolean {
  const left = words.replace(SIGNS, "");
  return left === "" ? !ASKS.test(words) : t.courtesies.test(left);
}

/** Fewer characters than this are said in passing. */
const LEAST_NEWS = 6;

/** 标书交了，对手有三家: news of somebody, whom one tap asks for; the words need not be typed again. */
function noteButtons(text: string): DraftButton[] {
  const isNews = !QUESTION.test(text) && text.replace(/\P{Script=Han}/gu, "").length >= LEAST_NEWS;
  return isNews ? [{ text: t.other.asNote, action: { kind: "say", text: t.other.noteSentence(text) } }] : [];
}

/** Neither record nor question. Nothing is stored but the message. */
export async function smallTalk(ctx: Ctx, said: Draft): Promise<Reply> {
  if (said.reading.hostile) return openly(noteCard(t.other.hostile, t.other.hostileText));
  const words = said.text.trim().toLowerCase();
  if (t.greetings.some((greeting) => words.startsWith(greeting)))
    return openly(noteCard(t.other.smallTalk, t.other.smallTalkText));
  if (isCourtesy(words)) return openly(noteCard(t.other.courtesy));
  if (t.other.asksHelp.test(words) || words.replace(SIGNS, "") === "") return showHelp(ctx);
  const named = await lookUpName(ctx, said.text);
  if (named) return named;
  const card = { title: t.other.unknown, text: t.other.unknownText, buttons: noteButtons(said.text) };
  return told(card, await examplesFor(ctx));
}
