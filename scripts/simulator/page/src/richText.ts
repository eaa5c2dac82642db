/** A run of text; with `url` it is a link. */
export interface Run {
  text: string;
  url?: string;
  bold?: boolean;
  tone?: string;
}

const LINK = /<a\s+href="([^"]*)"\s*>([\s\S]*?)<\/a>/g;

/** WeCom text messages know one tag, the link. */
export function parseText(text: string): Run[] {
  return split(text, LINK, ([, url, words]) => ({ text: words ?? "", url }));
}

const MARKDOWN =
  /\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|<font color="(info|comment|warning)">([\s\S]*?)<\/font>|`([^`]+)`/g;

/** The inline part of WeCom's markdown subset. */
export function parseMarkdown(line: string): Run[] {
  return split(line, MARKDOWN, ([, bold, words, url, tone, toned, code]) => {
    if (bold) return { text: bold, bold: true };
    if (url) return { text: words ?? "", url };
    return tone ? { text: toned ?? "", tone } : { text: code ?? "", tone: "code" };
  });
}

function split(text: string, pattern: RegExp, toRun: (match: RegExpMatchArray) => Run): Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) runs.push({ text: text.slice(end, match.index) });
    runs.push(toRun(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) runs.push({ text: text.slice(end) });
  return runs;
}

/** Only web addresses may be opened: a card could carry anything. */
export const isWebUrl = (url: string | undefined): url is string =>
  url !== undefined && /^(https?:)?\/\/|^\//.test(url);
