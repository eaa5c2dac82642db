import { z } from "zod";
import type { MemberChange, Received } from "../../types";

/** Events of the directory. Departments are read again by night. */
const changes: Record<string, MemberChange> = {
  user_add_org: "changed",
  user_modify_org: "changed",
  user_active_org: "changed",
  user_leave_org: "left",
};

const users = z.object({ userid: z.array(z.string().min(1)) });

const lowerKeys = (json: unknown) =>
  typeof json === "object" && json !== null
    ? Object.fromEntries(Object.entries(json).map(([key, value]) => [key.toLowerCase(), value as unknown]))
    : {};

/** Field names differ in their case between hook and socket. */
export function decodeEvent(event: { type: string; id: string; data: unknown }): Received {
  const change = changes[event.type];
  const parsed = users.safeParse(lowerKeys(event.data));
  if (!change || !parsed.success) return { type: "ignored", reason: `event ${event.type || "without a name"}` };
  return { type: "members", eventId: event.id, change, userIds: parsed.data.userid };
}
