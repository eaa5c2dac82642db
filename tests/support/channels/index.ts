import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { FakeClock } from "../ctx";
import type { Carried, Channel, ChannelKind } from "./channel";
import { dingtalkHttp, dingtalkStream } from "./dingtalk";
import { wecomApp } from "./wecomApp";
import { wecomBot } from "./wecomBot";

const CONVERSATIONS = join(__dirname, "../../bot/conversation");

const LONGEST_MS = 300_000;

/** What this test file talks over: the self-built app unless told. */
let current: ChannelKind = wecomApp;
const opened = new Set<Channel>();

export function openChannel(clock: FakeClock): Channel {
  const channel = current.open(clock);
  opened.add(channel);
  return channel;
}

export const carries = (what: Carried): boolean => current.carries.has(what);

/** `describe` for what people can send on the channel: about anything else there is nothing to tell there. */
export const whereCarried =
  (what: Carried) =>
  (title: string, tests: () => void): void => {
    if (carries(what)) describe(title, tests);
  };

async function closeChannels(): Promise<void> {
  await Promise.all([...opened].map((channel) => channel.close()));
  opened.clear();
}

/** A month of one rep measures who is meant, with two hundred sentences of one kind: how they came changes nothing. */
const MEASUREMENT = /^repMonth\./;

/** What the channels do differently is held over all of them. */
const EVERYWHERE = /^(everythingElse|files|followUp|groups|openQuestions|reminders|spoken)\./;

/**
 * Runs the conversation tests, each from its one source, over another channel. Every file over every channel takes ten minutes:
 * unless `EVERY_CHANNEL=1`, the files that no channel treats differently are shared out between the channels, by turns.
 * @param share which turn is the channel's, or which files are
 */
export function haveConversations(channel: ChannelKind, share: RegExp | 0 | 1): void {
  current = channel;
  const isOurs = (file: string, at: number) => {
    if (process.env.EVERY_CHANNEL === "1") return true;
    return typeof share === "number" ? EVERYWHERE.test(file) || at % 2 === share : share.test(file);
  };
  const files = readdirSync(CONVERSATIONS)
    .filter((file) => file.endsWith(".test.ts") && !MEASUREMENT.test(file))
    .filter(isOurs);
  process.env.PROPERTY_RUNS ??= "3";
  for (const file of files) {
    describe(file.replace(".test.ts", ""), () => {
      afterEach(closeChannels);
      jest.requireActual(join(CONVERSATIONS, file));
    });
  }
  // Each file sets its own, and the last would stand.
  jest.setTimeout(LONGEST_MS);
}

export { dingtalkHttp, dingtalkStream, wecomBot };
