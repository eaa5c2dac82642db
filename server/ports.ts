import type { ChatAnswer, PageSignature, PressSeen } from "../models/shared/contracts/read";
import type { Actor } from "./context";

/** What people sent besides words. */
export interface FilePort {
  save(name: string, bytes: Buffer): Promise<void>;
  /** Null when there are no such bytes. */
  load(name: string): Promise<Buffer | null>;
}

/** Who somebody is, as the chat platforms know it. */
export interface SignInPort {
  platforms(): string[];
  /**
   * Who a code is of. Brought by a browser that did not ask the platform for one it may be anybody's: then only the code of a card
   * counts, which was sent to its reader.
   * @throws AppError `sign_in_failed`, `sign_in_unasked`, `account_unknown`
   */
  exchangeCode(platform: string, given: { code: string; isAskedFor: boolean }): Promise<{ actorUserId: string }>;
  signInUrl(platform: string, request: { returnTo: string; state: string; insideClient: boolean }): Promise<string>;
  signPage(platform: string, url: string): Promise<PageSignature>;
}

export interface SaidInApp {
  text: string;
  /** The customer whose page the sentence was typed on. */
  context?: { customer: string } | undefined;
  /** A repeat by the same member with the same id has one effect. */
  externalId: string;
}

/** The same brain as the bot. Answers with the final card within 8 s. */
export interface ChatPort {
  say(actor: Actor, said: SaidInApp): Promise<ChatAnswer>;
  /** @throws AppError `not_found` also for somebody else's button */
  look(actor: Actor, token: string): Promise<PressSeen>;
  press(
    actor: Actor,
    press: { actionId: string; customer?: string | undefined; externalId: string },
  ): Promise<ChatAnswer>;
}
