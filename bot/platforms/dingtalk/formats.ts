import { openApp, type ShownLink, type ShownMessage } from "./render";

/** More buttons than this, and the rest become links in the text. */
const MOST_BUTTONS = 5;
const MOST_NOTICE_BYTES = 2048;

const asText = (links: ShownLink[]) => links.map(({ title, url }) => `[${title}](${url})`).join(" \n ");

function withRest({ title, markdown, links }: ShownMessage): ShownMessage {
  const rest = links.slice(MOST_BUTTONS);
  return {
    title,
    markdown: rest.length > 0 ? `${markdown} \n ${asText(rest)}` : markdown,
    links: links.slice(0, MOST_BUTTONS),
  };
}

/** For a session webhook. @see https://open.dingtalk.com/document/development/robot-message-type */
export function toWebhook(message: ShownMessage): object {
  const { title, markdown: text, links } = withRest(message);
  if (links.length === 0) return { msgtype: "markdown", markdown: { title, text } };
  const btns = links.map((link) => ({ title: link.title, actionURL: link.url }));
  return { msgtype: "actionCard", actionCard: { title, text, btnOrientation: "0", btns } };
}

/** For the robot's own API, where each number of buttons is a kind of its own. */
export function toRobot(message: ShownMessage): { msgKey: string; msgParam: string } {
  const { title, markdown: text, links } = withRest(message);
  const [only] = links;
  if (!only) return { msgKey: "sampleMarkdown", msgParam: JSON.stringify({ title, text }) };
  if (links.length === 1) {
    const param = { title, text, singleTitle: only.title, singleURL: only.url };
    return { msgKey: "sampleActionCard", msgParam: JSON.stringify(param) };
  }
  const buttons = links.flatMap((link, index) => [
    [`actionTitle${index + 1}`, link.title],
    [`actionURL${index + 1}`, link.url],
  ]);
  const param = { title, text, ...(Object.fromEntries(buttons) as Record<string, string>) };
  return { msgKey: `sampleActionCard${links.length}`, msgParam: JSON.stringify(param) };
}

/**
 * For a work notification. The same words to the same member are dropped without a word for the rest of the day: the card's
 * id in the address makes them others.
 */
export function toNotice(message: ShownMessage, cardId: string, publicUrl: string): object {
  const [link = openApp(publicUrl)] = message.links;
  const notice = (markdown: string) => ({
    msgtype: "action_card",
    action_card: { title: message.title, markdown, single_title: link.title, single_url: `${link.url}#${cardId}` },
  });
  let { markdown } = message;
  while (Buffer.byteLength(JSON.stringify(notice(markdown))) > MOST_NOTICE_BYTES) {
    markdown = `${markdown.slice(0, Math.floor(markdown.length * 0.9)).trimEnd()}…`;
  }
  return notice(markdown);
}
