import { computed, ref, shallowRef } from "vue";
import type { CardButton } from "../../../models/shared/contracts/card";
import type { ChatAnswer } from "../../../models/shared/contracts/read";
import { pages as t } from "../../../models/shared/text/zhCN/pages";
import { roleOf, type AnswerCard } from "../format/cards";
import { toFailure, type Failure } from "./failure";
import { readStored, removeStored, writeStored } from "./storage";
import { useOutbox, type Write } from "./useOutbox";

export interface ChatContext {
  id: string;
  name: string;
}

interface KeptPreview {
  card: AnswerCard;
  keptAt: number;
}

const PREVIEW_KEPT_FOR = 24 * 60 * 60_000;
const PREVIEW = "preview";

const outbox = useOutbox();
const text = ref("");
const context = shallowRef<ChatContext | null>(null);
const isWriting = ref(false);
const isBusy = ref(false);
const failure = shallowRef<Failure | null>(null);
/** The sentence waits in the outbox. */
const isQueued = ref(false);
const preview = shallowRef<AnswerCard | null>(null);
const receipt = shallowRef<{ card: AnswerCard; at: number } | null>(null);
const answer = shallowRef<AnswerCard[] | null>(null);
const kept = shallowRef<AnswerCard | null>(readKept());

function readKept(): AnswerCard | null {
  const found = readStored<KeptPreview | null>(PREVIEW, null);
  return found !== null && Date.now() - found.keptAt < PREVIEW_KEPT_FOR ? found.card : null;
}

function keep(card: AnswerCard | null) {
  kept.value = card;
  if (card === null) removeStored(PREVIEW);
  else writeStored(PREVIEW, { card, keptAt: Date.now() });
}

/** The last card of an answer is what it asks or tells; the ones before say what was closed. */
function show(told: ChatAnswer) {
  const last = told.cards.at(-1);
  preview.value = null;
  answer.value = null;
  if (!last) return;
  const role = roleOf(last);
  if (role === "receipt") receipt.value = { card: last, at: Date.now() };
  else if (role === "preview") {
    preview.value = last;
    keep(last);
  } else answer.value = told.cards;
}

async function ask(write: Write): Promise<boolean> {
  isBusy.value = true;
  failure.value = null;
  isQueued.value = false;
  try {
    const sent = await outbox.submit<ChatAnswer>(write);
    if (sent.state === "sent") show(sent.answer);
    else isQueued.value = true;
    return true;
  } catch (error) {
    failure.value = toFailure(error);
    return false;
  } finally {
    isBusy.value = false;
  }
}

/** The same sentence the bot takes. What was written stays in the box until it is safe somewhere. */
async function send() {
  const said = text.value.trim();
  if (!said || isBusy.value) return;
  receipt.value = null;
  const about = context.value ? { context: { customer: context.value.id } } : {};
  const write: Write = { label: said, method: "POST", path: "/chat", body: { text: said, ...about } };
  if (await ask(write)) {
    text.value = "";
    if (!isQueued.value) isWriting.value = false;
  }
}

async function press(button: CardButton) {
  if (!("actionId" in button) || isBusy.value) return;
  const body = { actionId: button.actionId };
  const pressedOn = receipt.value;
  const done = await ask({ label: button.text, method: "POST", path: "/chat/actions", body });
  if (!done) return;
  if (preview.value === null) keep(null);
  if (button.text === t.actions.undo && receipt.value === pressedOn) receipt.value = null;
  if (isQueued.value) closeCards();
}

/** Answers a question of the chat with a customer found here. */
function pick(actionId: string, customer: { id: string; name: string }) {
  const body = { actionId, customer: customer.id };
  return ask({ label: customer.name, method: "POST", path: "/chat/actions", body });
}

function closeCards() {
  preview.value = null;
  answer.value = null;
}

function startWriting(words?: string) {
  if (words !== undefined) text.value = words;
  failure.value = null;
  isQueued.value = false;
  isWriting.value = true;
}

outbox.onArrival((entry, told) => {
  if (entry.path.startsWith("/chat") && preview.value === null && answer.value === null) show(told as ChatAnswer);
});

export const useChat = () => ({
  text,
  context,
  isWriting,
  isBusy,
  isQueued,
  failure,
  preview,
  receipt,
  answer,
  kept: computed(() => kept.value),
  send,
  press,
  pick,
  startWriting,
  closeCards,
  reopenKept: () => {
    preview.value = kept.value;
  },
  closeReceipt: () => {
    receipt.value = null;
  },
});
