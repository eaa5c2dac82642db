import { registerFile } from "../server/commands/file/registerFile";
import type { Ctx } from "../server/context";
import type { BotDeps } from "./deps";
import { PlatformError } from "./errors";
import type { NoteName } from "./plan";
import type { InboundContent, InboundMedia, InboundMessage } from "./types";

interface Inbound {
  bot: BotDeps;
  message: InboundMessage;
}

type MediaContent = Extract<InboundContent, { media: InboundMedia }>;

const notes = { image: "picture", file: "file", voice: "voice" } as const satisfies Record<
  MediaContent["kind"],
  NoteName
>;

/** A file that was kept, as it came. */
interface Kept {
  id: string;
  bytes: Buffer;
}

/** @returns null when the file is lost; a platform in trouble throws, so that the message is tried again */
async function keep(
  ctx: Ctx,
  { bot, message }: Inbound,
  file: { media: InboundMedia; name: string; kind: MediaContent["kind"] },
): Promise<Kept | null> {
  const platform = bot.platforms.get(message.platform);
  if (!platform) return null;
  const { name, kind } = file;
  try {
    const { bytes, contentType } = await platform.downloadMedia(file.media.mediaId);
    await bot.files.save(name, bytes);
    return { id: await registerFile(ctx, { name, kind, contentType: contentType.split(";")[0] ?? "" }), bytes };
  } catch (error) {
    if (error instanceof PlatformError && error.details.failure !== "retry") {
      bot.deps.log.warn({ err: error, platform: message.platform }, "a file could not be fetched");
      return null;
    }
    throw error;
  }
}

/** What is said of a file, and which it is; null when it was lost. */
export interface KeptFile {
  card: NoteName;
  file: string | null;
  /** What it holds, where it was kept. */
  bytes: Buffer | null;
}

/** Fetches what was sent besides words and keeps it, before the platform forgets it. */
export async function keepFile(ctx: Ctx, inbound: Inbound, content: MediaContent): Promise<KeptFile> {
  const { message } = inbound;
  const note = notes[content.kind];
  const name = `${message.platform}-${message.externalId}`;
  const file = await keep(ctx, inbound, { media: content.media, name, kind: content.kind });
  return { card: file ? note : `${note}Lost`, file: file?.id ?? null, bytes: file?.bytes ?? null };
}

/** The same for pictures that came between words. @returns the ids of those that were kept */
export async function keepAttached(ctx: Ctx, inbound: Inbound, attached: InboundMedia[]): Promise<string[]> {
  const { message } = inbound;
  const kept: string[] = [];
  for (const [index, media] of attached.entries()) {
    const name = `${message.platform}-${message.externalId}-${index + 1}`;
    const file = await keep(ctx, inbound, { media, name, kind: "image" });
    if (file) kept.push(file.id);
  }
  return kept;
}
