import { PlatformError } from "./errors";
import type { BotDeps } from "./deps";
import type { InboundMedia, InboundMessage } from "./types";

type MediaContent = { kind: "image" | "voice"; media: InboundMedia };

/**
 * Fetches what was sent besides words and keeps it, before the platform forgets it (three days on WeCom).
 * @returns the card that tells so; a platform in trouble throws, so that the message is tried again
 */
export async function keepFile(
  bot: BotDeps,
  message: InboundMessage,
  content: MediaContent,
): Promise<"voice" | "file" | "voiceLost" | "fileLost"> {
  const platform = bot.platforms.get(message.platform);
  const kept = content.kind === "voice" ? "voice" : "file";
  if (!platform) return `${kept}Lost`;
  try {
    const { bytes } = await platform.downloadMedia(content.media.mediaId);
    await bot.files.save(`${message.platform}-${message.externalId}`, bytes);
    return kept;
  } catch (error) {
    if (error instanceof PlatformError && error.details.failure !== "retry") {
      bot.deps.log.warn({ err: error, platform: message.platform }, "a file could not be fetched");
      return `${kept}Lost`;
    }
    throw error;
  }
}
