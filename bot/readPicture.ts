import type { Intent } from "../models/shared/contracts/extraction";
import { photoReadingSetting, readSetting } from "../server/queries/readSetting";
import type { Ctx } from "../server/context";
import { readMessage, type ReadOptions } from "../server/extractor/readMessage";

/** What a picture may become; what it asks for or orders is nobody's wish. */
const RECORDS: readonly Intent[] = ["create_follow_up", "create_customer", "update_opportunity"];

/** The lines of a card are one matter, not one each. */
const asSentence = (words: string) =>
  words
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .join("，");

/** The words in a picture. Null unless a model is there and the company allows it to see what cannot be masked. */
export async function wordsIn(ctx: Ctx, bytes: Buffer | null): Promise<string | null> {
  const { extractor } = ctx.deps;
  if (!bytes || !extractor.readPhoto) return null;
  const { value } = await readSetting(photoReadingSetting);
  const words = value.allowed ? await extractor.readPhoto(bytes) : null;
  return words === null ? null : asSentence(words);
}

/** What the rules find in the words of a picture; null where they name no customer. Nobody said them: they are no order and no question. */
export function readPicture(text: string, options: ReadOptions): ReturnType<typeof readMessage> | null {
  const reading = readMessage(text, options);
  const names = reading.matters.some(({ customers }) => customers.some(({ name, company }) => name ?? company));
  const isRecord = reading.command === null && !reading.hostile && RECORDS.includes(reading.intent);
  return isRecord && names ? reading : null;
}
