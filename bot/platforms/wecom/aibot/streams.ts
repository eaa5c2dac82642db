import type { AibotPayload } from "./render";
import type { ReplyPath } from "./replyPath";

/**
 * Answers that began with a first word. The platform shows one text for all frames of a stream, each replacing the last;
 * a card may come with the final one. Known in this process only: after a restart the answer is a message of its own.
 *
 * @see https://developer.work.weixin.qq.com/document/path/101031
 */
export function createStreams() {
  const begun = new Map<string, number>();
  const finished = new Map<string, number>();
  const idOf = ({ reqId }: ReplyPath) => `stream-${reqId}`;
  const note = (among: Map<string, number>, { reqId, until }: ReplyPath, now: number) => {
    among.forEach((end, known) => end < now && among.delete(known));
    among.set(reqId, until);
  };

  return {
    /** The first word; null when the answer has overtaken it. */
    begin(path: ReplyPath, text: string, now: number): object | null {
      if (finished.has(path.reqId)) return null;
      note(begun, path, now);
      return { msgtype: "stream", stream: { id: idOf(path), finish: false, content: text } };
    },
    /** The answer, in the place of the first word where there was one. */
    finish(path: ReplyPath, answer: { title: string; payload: AibotPayload }, now: number): object {
      const { title, payload } = answer;
      note(finished, path, now);
      const stream = (content: string) => ({ id: idOf(path), finish: true, content });
      if (payload.msgtype === "markdown") return { msgtype: "stream", stream: stream(payload.markdown.content) };
      if (!begun.has(path.reqId)) return payload;
      return { ...payload, msgtype: "stream_with_template_card", stream: stream(title) };
    },
  };
}
