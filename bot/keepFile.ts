import type { BotDeps } from "./deps";
import { PlatformError } from "./errors";
import type { NoteName } from "./plan";
import type { InboundContent, InboundMedia, InboundMessage } from "./types";

type MediaContent = Extract<InboundContent, { media: InboundMedia }>;

const notes = { image: "picture", file: "file", voice: "voice" } as const satisfies Record<
  MediaContent["kind"],
  NoteName
>;

/** @returns whether it is kept; a platform in trouble throws, so that the message is tried again */
async function keep(
  bot: BotDeps,
  message: InboundMessage,
  file: { media: InboundMedia; name: string },
): Promise<boolean> {
  const platform = bot.platforms.get(message.platform);
  if (!platform) return false;
  try {
    const { bytes } = await platform.downloadMedia(file.media.mediaId);
    await bot.files.save(file.name, bytes);
    return true;
  } catch (error) {
    if (error instanceof PlatformError && error.details.failure !== "retry") {
      bot.deps.log.warn({ err: error, platform: message.platform }, "a file could not be fetched");
      return false;
    }
    throw error;
  }
}

/**
 * Fetches what was sent besides words and keeps it, before the platform forgets it.
 * @returns the card that tells so
 */
export async function keepFile(bot: BotDeps, message: InboundMessage, content: MediaContent): Promise<NoteName> {
  const note = notes[content.kind];
  const name = `${message.platform}-${message.externalId}`;
  return (await keep(bot, message, { media: content.media, name })) ? note : `${note}Lost`;
}

/** The same for what came between words. */
export async function keepAttached(bot: BotDeps, message: InboundMessage, attached: InboundMedia[]): Promise<void> {
  for (const [index, media] of attached.entries()) {
    await keep(bot, message, { media, name: `${message.platform}-${message.externalId}-${index + 1}` });
  }
}
