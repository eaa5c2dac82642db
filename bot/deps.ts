import type { Deps } from "../server/context";
import type { Door } from "./door";
import type { Platform } from "./types";

/** Keeps what people send besides words. */
export interface FileStore {
  save(name: string, bytes: Buffer): Promise<void>;
  load(name: string): Promise<Buffer | null>;
}

/** What the chat side works with. */
export interface BotDeps {
  deps: Deps;
  platforms: ReadonlyMap<string, Platform>;
  files: FileStore;
  door: Door;
  isAdmin(platform: string, userId: string): boolean;
}
