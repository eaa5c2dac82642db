import { z } from "zod";

/** What goes over the long connection, both ways. @see https://developer.work.weixin.qq.com/document/path/101463 */
export const frame = z.looseObject({
  /** Absent on the acknowledgement of what we sent. */
  cmd: z.string().optional(),
  headers: z.looseObject({ req_id: z.string().default("") }).default({ req_id: "" }),
  body: z.unknown().optional(),
  errcode: z.number().optional(),
  errmsg: z.string().default(""),
});
export type Frame = z.infer<typeof frame>;

/** Commands we send. */
export type Command =
  | "aibot_subscribe"
  | "ping"
  | "aibot_respond_msg"
  | "aibot_respond_welcome_msg"
  | "aibot_respond_update_msg"
  | "aibot_send_msg";

const id = z.string().min(1);

/** What messages and events share. */
export const callback = z.looseObject({
  msgid: id,
  /** Groups only. */
  chatid: id.optional(),
  chattype: z.string().optional(),
  from: z.looseObject({ userid: id }),
  create_time: z.number().optional(),
  response_url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
  msgtype: id,
});
export type Callback = z.infer<typeof callback>;

/** Which event, of those that come with their name inside. */
export const eventName = z.looseObject({ event: z.looseObject({ eventtype: z.string() }) });

/** Whether another connection of the same bot took this one's place. */
export function isTakeover({ cmd, body }: Frame): boolean {
  const named = eventName.safeParse(body);
  return cmd === "aibot_event_callback" && named.data?.event.eventtype === "disconnected_event";
}
