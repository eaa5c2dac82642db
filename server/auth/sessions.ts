import { createHmac, randomBytes } from "node:crypto";
import { Session } from "../../models/system/session";

const DAY_MS = 86_400_000;
const LIFETIME_MS = 30 * DAY_MS;

export interface Sessions {
  /** @returns the token for the cookie; only its keyed hash is kept */
  start(userId: string, now: Date): Promise<string>;
  /** @returns the user it stands for; a session in use lives on */
  find(token: string, now: Date): Promise<string | null>;
  end(token: string): Promise<void>;
}

/** @param secret a new one signs everybody out */
export function createSessions(secret: Buffer): Sessions {
  const idOf = (token: string) => createHmac("sha256", secret).update(token).digest("base64url");
  const expiryFrom = (now: Date) => new Date(now.getTime() + LIFETIME_MS);

  return {
    async start(userId, now) {
      const token = randomBytes(32).toString("base64url");
      await Session.insertMany([{ _id: idOf(token), user: userId, createdAt: now, expiresAt: expiryFrom(now) }]);
      return token;
    },
    async find(token, now) {
      const session = await Session.findOne({ _id: idOf(token), expiresAt: { $gt: now } }).lean();
      if (!session) return null;
      // Prolonged at most once a day: reading must not mean writing.
      if (session.expiresAt.getTime() - now.getTime() < LIFETIME_MS - DAY_MS) {
        await Session.updateOne({ _id: session._id }, { $set: { expiresAt: expiryFrom(now) } });
      }
      return session.user;
    },
    async end(token) {
      await Session.deleteOne({ _id: idOf(token) });
    },
  };
}
