import { pino } from "pino";
import { createWecomBotPlatform } from "../../../bot/platforms/wecom/aibot";
import type { DirectoryUser, InboundContent, Received, TextContent } from "../../../bot/types";
import type { FakeClock } from "../ctx";
import { startFakeAibot, type FakeAibot, type SentFrame } from "../fakeAibot";
import { bytesOf } from "../media";
import { carry, nobody, watch, wordsIn, type Channel, type ChannelKind, type Doing, type Seen } from "./channel";

const CARRIES = carry(
  "text",
  "image",
  "file",
  "unsupported",
  "spoken",
  "quoted",
  "attached",
  "group",
  "action",
  "entered",
);

function textBody({ text, spoken, quoted, attached = [] }: TextContent, put: () => object): Record<string, unknown> {
  if (spoken) return { msgtype: "voice", voice: { content: text } };
  if (attached.length > 0) {
    const pictures = attached.map(() => ({ msgtype: "image", image: put() }));
    return { msgtype: "mixed", mixed: { msg_item: [{ msgtype: "text", text: { content: text } }, ...pictures] } };
  }
  const quote = quoted ? { quote: { msgtype: "text", text: { content: quoted } } } : {};
  return { msgtype: "text", text: { content: text }, ...quote };
}

/** A message's body; `put` lays a file where it may point to. */
function messageOf(content: InboundContent, put: () => object): Record<string, unknown> {
  if (content.kind === "text") return textBody(content, put);
  if (content.kind === "image" || content.kind === "file") return { msgtype: content.kind, [content.kind]: put() };
  if (content.kind === "unsupported") return { msgtype: `new-${content.type}` };
  throw new Error(`the AI bot carries no ${content.kind}`);
}

function act(fake: FakeAibot, { id, from, groupId, content }: Doing): void {
  const place = groupId ? { chattype: "group", chatid: groupId } : {};
  if (content.kind === "entered") return void fake.raise(from, { eventtype: "enter_chat" }, { msgid: id });
  if (content.kind !== "action") {
    const message = messageOf(content, () => fake.putFile(bytesOf(content.kind)));
    return void fake.say(from, { msgid: id, ...place, ...message });
  }
  const template_card_event = { event_key: content.actionId, task_id: content.cardId };
  fake.raise(from, { eventtype: "template_card_event", template_card_event }, { msgid: id, ...place });
}

function seenIn({ body }: SentFrame): Seen {
  const { template_card: card, ...text } = body;
  return { words: wordsIn(card ?? text), buttons: card?.button_list ?? [] };
}

/** The AI bot without a self-built app beside it, over its long connection. */
export const wecomBot: ChannelKind = { carries: CARRIES, open: openWecomBot };

function openWecomBot(clock: FakeClock): Channel {
  const members = new Map<string, DirectoryUser>();
  const log = pino({ level: "silent" });
  const started = startFakeAibot();
  const stopped = new AbortController();
  let fake: FakeAibot | null = null;
  let listening: Promise<void> | undefined;
  let accept = nobody;
  let taken: (failure: unknown) => void = () => undefined;

  /** The platform gives no acknowledgement: that something was taken is seen from the inside only. */
  const take = async (received: Received): Promise<void> => {
    try {
      await accept(received);
      taken(null);
    } catch (error) {
      taken(error);
    }
  };

  // The address is known once the stand-in listens; the platform asks for it when it connects.
  const config = { id: "bot-1", secret: "bot-secret-1", url: "", publicUrl: "https://crm.example.com", app: null };
  const real = createWecomBotPlatform(config, { now: clock.now, log });

  async function connect(): Promise<FakeAibot> {
    fake ??= await started;
    config.url = fake.url;
    listening ??= real.listen?.(take, stopped.signal);
    while (!fake.isConnected()) await new Promise((resolve) => setTimeout(resolve, 2));
    return fake;
  }

  const look = (): Seen | null => {
    const last = fake?.sent.at(-1);
    return last ? seenIn(last) : null;
  };
  return {
    platform: {
      ...watch(real, { members, look }),
      // Nobody tells the bot a name: here an administrator has put them right.
      fetchUser: async (userId) => {
        const member = members.get(userId);
        return member ? { ...(await real.fetchUser(userId)), ...member } : null;
      },
    },
    async hand(doing, into) {
      const there = await connect();
      accept = into;
      const failure = await new Promise((resolve) => {
        taken = resolve;
        act(there, doing);
      });
      if (failure) throw failure;
    },
    async close() {
      stopped.abort();
      await listening;
      await (await started).close();
    },
  };
}
