import type { Matter, Reading } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import { readMention } from "../../models/shared/values/address";
import type { KnownName } from "../../server/extractor/rules/names/named";

/** A figure of which the words do not say whose it is. */
export const QUOTED = "quoted";

interface Said {
  text: string;
  /** Who is known of those the words name. */
  knownNames: readonly KnownName[];
}

const isKnown = (words: string, { knownNames }: Said) =>
  knownNames.some(({ name }) => words.includes(name) || name.includes(words)) || readMention(words).kind === "address";

/** 华瑞报了16万: their price to somebody, or ours to them? With 给 in front it is ours, and so it is of whom we know. */
function isUnsaid({ amount, customers: [first] }: Matter, said: Said): boolean {
  const named = first?.company ?? first?.name;
  if (!amount || !named || isKnown(named.value, said) || named.source.end > amount.source.start) return false;
  const between = said.text.slice(named.source.end, amount.source.start);
  return t.quoted.test(between) && !t.quotedTo.test(said.text.slice(0, named.source.start));
}

/** Leaves out what somebody nobody knows yet quoted: the words stay, the figure is no deal of ours before somebody says so. */
export function leaveQuotes(reading: Reading, said: Said): Reading {
  if (reading.command !== null || !reading.matters.some((matter) => isUnsaid(matter, said))) return reading;
  const matters = reading.matters.map((matter) => {
    const { amount, ...rest } = matter;
    return amount && isUnsaid(matter, said) ? rest : matter;
  });
  return { ...reading, matters, dropped: [...reading.dropped, { what: QUOTED, why: said.text }] };
}
