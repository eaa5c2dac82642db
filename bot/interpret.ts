import { newId } from "../models/newId";
import type { Matter, Reading, Span } from "../models/shared/contracts/extraction";
import { t } from "../models/shared/text/zhCN/chat";
import type { Ctx } from "../server/context";
import { readMessage } from "../server/extractor/readMessage";
import { asksForLeads, opensLead, readLeadAssignment } from "../server/extractor/rules/intents/leadText";
import { findGroupCustomer } from "../server/queries/findGroupCustomer";
import { namesHeard } from "../server/queries/namesHeard";
import { namesInText } from "../server/queries/namesInText";
import type { Action } from "./actions";
import type { BotDeps } from "./deps";
import type { Draft } from "./draft/draft";
import { fieldOrderIn } from "./draft/fieldOrder";
import { isOvertaken } from "./draft/lastWritten";
import { joinHouse } from "./draft/joinHouse";
import { leaveQuotes } from "./draft/leaveQuotes";
import { leavePayments } from "./draft/leavePayments";
import { reminderOrderIn } from "./draft/reminderMeant";
import { takenUp, talkBehind } from "./draft/talk";
import { keepAttached, keepFile, type KeptFile } from "./keepFile";
import { orderIn } from "./handlers/order";
import { asksUndo } from "./handlers/undo";
import { visitTalkIn } from "./handlers/visit";
import { readPicture, wordsIn } from "./readPicture";
import { findPressed, lastKept, lastOrder, openQuestion } from "./pending";
import type { HandlerName, Plan } from "./plan";
import { routeMessage, type Route, type Situation } from "./router";
import { situationOf } from "./situation";
import type { InboundContent, InboundMessage, TextContent } from "./types";

/** Longer than anybody types; kept, but not taken apart. */
const MAX_TEXT = 5000;

const plan = (rest: DistributiveOmit<Plan, "text" | "marks">, text = "", marks: Span[] = []): Plan => ({
  ...rest,
  text,
  marks,
});
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function marksOfMatter(matter: Matter): Span[] {
  const people = matter.customers.flatMap((person) => [
    person.company?.source,
    person.name?.source,
    ...person.phones.map((phone) => phone.source),
    person.wechat?.source,
    person.email?.source,
  ]);
  const steps = matter.nextActions.flatMap((next) => [next.text.source, next.due?.source]);
  return [...people, ...steps, matter.amount?.source, matter.stage?.source].filter((span) => span !== undefined);
}

/** The words behind the values, in order and without overlaps. */
export function marksOf(reading: Reading): Span[] {
  const spans = reading.matters.flatMap(marksOfMatter).sort((a, b) => a.start - b.start || b.end - a.end);
  let end = -1;
  return spans.filter((span) => {
    if (span.start < end) return false;
    end = span.end;
    return true;
  });
}

function newDraft(text: string, reading: Reading, said: Omit<Said, "text">): Draft {
  return {
    id: newId(),
    text,
    reading: leavePayments(reading, text),
    choices: {},
    days: {},
    isConfirmed: false,
    replaces: null,
    about: said.about,
    ...(said.aboutContact ? { aboutContact: said.aboutContact } : {}),
    ...(said.house ? { house: said.house } : {}),
    group: said.group,
    groupCustomer: said.groupCustomer,
    spoken: said.spoken,
    saidAt: said.at.toISOString(),
  };
}

async function toPlan(ctx: Ctx, route: Route, draft: Draft): Promise<Plan> {
  const marks = marksOf(draft.reading);
  switch (route.to) {
    case "menu":
      return plan({ do: "show", card: "menu" }, draft.text);
    case "record":
      return plan({ do: "record", draft }, draft.text, marks);
    case "handler":
      return plan({ do: "handle", handler: route.handler, draft }, draft.text, marks);
    case "answer": {
      const open = await openQuestion(ctx);
      return open
        ? plan({ do: "answer", question: open.id, draft }, draft.text, marks)
        : plan({ do: "nothing" }, draft.text);
    }
    case "dropQuestion":
      return plan({ do: "dropQuestion" }, draft.text);
    case "confirmOpen": {
      const kept = await lastKept(ctx);
      if (!kept) return plan({ do: "nothing" }, draft.text);
      // Something else was settled in between: what is meant is shown again before it is written.
      // What is not wanted any more is dropped all the same.
      if (route.yes && (await isOvertaken(ctx, kept.at))) return plan({ do: "record", draft: kept.draft }, draft.text);
      return plan({ do: "confirmOpen", pending: kept.draft.id, yes: route.yes }, draft.text);
    }
    case "confirmOrder": {
      const order = await lastOrder(ctx);
      if (!order) return plan({ do: "nothing" }, draft.text);
      const action: Action = route.yes ? order.action : { kind: "dropOrder" };
      return plan({ do: "press", action, group: order.group }, draft.text);
    }
  }
}

interface Said extends Pick<Draft, "about" | "aboutContact" | "house"> {
  text: string;
  spoken: boolean;
  group: string | null;
  groupCustomer: string | null;
  at: Date;
}

/** What stands for a sentence that nobody typed. */
const TYPED = { spoken: false, about: null, group: null, groupCustomer: null };

const asUnasked = (decided: Plan, { question }: Situation): Plan =>
  question ? decided : { ...decided, isUnasked: true };

/** Names as they stand in the words; in what was spoken, else, those that only sound so. */
async function knownNames(ctx: Ctx, text: string, spoken: boolean) {
  const named = await namesInText(ctx, text);
  return spoken && named.length === 0 ? namesHeard(ctx, text) : named;
}

/** Sentences that are told by their whole words, whatever else could be read in them. */
async function handlerByWords(ctx: Ctx, text: string, { command }: Reading): Promise<HandlerName | null> {
  if (readLeadAssignment(text)) return "assignLead";
  if (await orderIn(ctx, text, null)) return "order";
  if (await asksUndo(ctx, text)) return "undo";
  if (opensLead(text)) return "lead";
  if (asksForLeads(text)) return "leads";
  if (command !== null) return null;
  if (reminderOrderIn(text, ctx.now)) return "changeReminder";
  if (await fieldOrderIn(ctx, text)) return "setField";
  return (await visitTalkIn(ctx, text)) ? "visit" : null;
}

async function interpretText(ctx: Ctx, said: Said): Promise<Plan> {
  const { text, spoken, about, at } = said;
  if (text.trim() === "") return plan({ do: "show", card: "empty" }, text);
  if (text.length > MAX_TEXT) return plan({ do: "show", card: "tooLong" }, text);
  const talk = await talkBehind(ctx, said);
  const knownOnes = await knownNames(ctx, text, spoken);
  const options = { now: at, spoken, knownNames: knownOnes, inTalk: talk.isOfSomebody };
  const words = readMessage(text, options);
  // A command says what is wanted; the model is asked about free talk only.
  const read = words.command ? words : await ctx.deps.extractor.extract(text, options);
  const reading = leaveQuotes(read, { text, knownNames: options.knownNames });
  const handler = reading.hostile ? null : await handlerByWords(ctx, text, words);
  if (handler) return plan({ do: "handle", handler, draft: newDraft(text, reading, said) }, text);
  const situation = await situationOf(ctx, text, { now: at, knownNames: options.knownNames });
  const meant = about ? { about } : await takenUp(ctx, { text, reading, talk });
  const route = routeMessage(text, reading, situation);
  const draft = newDraft(text, reading, { ...said, ...meant });
  const decided = await toPlan(ctx, route, route.to === "answer" ? draft : await joinHouse(ctx, draft));
  return asUnasked(decided, situation);
}

const RECORD_THIS = new RegExp(`^/?(?:${t.recordThis.join("|")})\\s*[^\\s\\p{P}]{0,12}[。.!！]?$`, "u");

/** What was said as an answer to other words counts on its own, unless all it says is to write those down. */
function wordsOf({ text, quoted }: TextContent): string {
  return quoted && RECORD_THIS.test(text.trim()) ? `${text.trim()} ${quoted.trim()}` : text;
}

async function groupOf(
  ctx: Ctx,
  { platform, groupId }: InboundMessage,
): Promise<Pick<Said, "group" | "groupCustomer">> {
  const group = groupId ? `${platform}:${groupId}` : null;
  const bound = group ? await findGroupCustomer(ctx, group) : null;
  return { group, groupCustomer: bound?.id ?? null };
}

async function interpretSaid(
  ctx: Ctx,
  message: InboundMessage,
  said: { content: TextContent; bot: BotDeps; at: Date },
): Promise<Plan> {
  const { content, bot, at } = said;
  const { spoken, about = null, attached = [] } = content;
  const files = await keepAttached(ctx, { bot, message }, attached);
  const text = wordsOf(content);
  if (attached.length > 0 && text.trim() === "") return plan({ do: "show", card: "picture", files });
  return withFiles(await interpretText(ctx, { text, spoken, about, ...(await groupOf(ctx, message)), at }), files);
}

/** A picture of a card or a contract, where its words can be read: a draft to be looked at. Else what it is about is asked. */
async function interpretPicture(
  ctx: Ctx,
  inbound: { bot: BotDeps; message: InboundMessage },
  { content, at }: { content: Extract<InboundContent, { kind: "image" }>; at: Date },
): Promise<Plan> {
  const kept = await keepFile(ctx, inbound, content);
  const text = inbound.message.groupId ? null : await wordsIn(ctx, kept.bytes);
  const reading = text ? readPicture(text, { now: at, knownNames: await namesInText(ctx, text) }) : null;
  if (!text || !reading) return askAbout(kept);
  const draft = { ...newDraft(text, reading, { ...TYPED, at }), fromPicture: true };
  return withFiles(plan({ do: "record", draft }, text, marksOf(reading)), kept.file ? [kept.file] : []);
}

const askAbout = ({ card, file }: KeptFile): Plan => plan({ do: "show", card, files: file ? [file] : [] });

/** What came between the words goes with what they say. */
const withFiles = (said: Plan, files: string[]): Plan =>
  "draft" in said && files.length > 0 ? { ...said, draft: { ...said.draft, files } } : said;

/** Where a button leads to a choice in the mini-app, the choice is what was pressed. */
const asPressed = (action: Action, customer: string | undefined): Action =>
  action.kind === "pick" && customer ? { ...action, kind: "choose", customer } : action;

async function interpretPress(ctx: Ctx, press: Extract<InboundContent, { kind: "action" }>): Promise<Plan> {
  const pressed = await findPressed(ctx, press.actionId);
  switch (pressed.kind) {
    case "expired":
      return plan({ do: "expired" });
    case "settled":
      return plan({ do: "settled", outcome: pressed.outcome });
    case "open":
      if (pressed.action.kind === "say") {
        return interpretText(ctx, { ...TYPED, text: pressed.action.text, at: ctx.now });
      }
      return plan({ do: "press", action: asPressed(pressed.action, press.customer), group: pressed.group });
  }
}

/** Reads a message and decides what is to be done. Everything slow or uncertain happens here, outside the transaction. */
export async function interpret(
  ctx: Ctx,
  message: InboundMessage,
  { bot, saidAt, isFirstVisit }: { bot: BotDeps; saidAt: Date; isFirstVisit: boolean },
): Promise<Plan> {
  const { content } = message;
  switch (content.kind) {
    case "text":
      return interpretSaid(ctx, message, { content, bot, at: saidAt });
    case "action":
      return interpretPress(ctx, content);
    case "menu": {
      const text = t.sentences[content.key];
      return text ? interpretText(ctx, { ...TYPED, text, at: saidAt }) : plan({ do: "show", card: "menu" });
    }
    case "image":
      return interpretPicture(ctx, { bot, message }, { content, at: saidAt });
    case "file":
    case "voice":
      return askAbout(await keepFile(ctx, { bot, message }, content));
    case "entered":
      return isFirstVisit ? plan({ do: "show", card: "welcome" }) : plan({ do: "nothing" });
    case "joined":
      return plan({ do: "show", card: "welcome" });
    case "left":
    case "changed":
      // Worked before there is anybody to answer; see workMemberNews.
      return plan({ do: "nothing" });
    case "location":
      return plan({ do: "locate", latitude: content.latitude, longitude: content.longitude }, content.label);
    case "link":
      return plan({ do: "show", card: "link" }, content.title);
    case "withheld":
      return plan({ do: "show", card: "withheld" });
    case "unsupported":
      return plan({ do: "show", card: "unsupported" });
  }
}
