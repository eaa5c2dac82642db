import type { Correction } from "../../models/shared/contracts/extraction";
import { figureTalk as t } from "../../models/shared/text/zhCN/figureTalk";
import type { Draft, Matter } from "./draft";

/** Whether words are nothing but the right figure of something told before. */
export const correctsFigure = (text: string) => t.corrects.test(text.trim());

/** The one matter that tells of a figure in that unit, told anew; none where none or several do. */
function retold(matters: readonly Matter[], { figure, unit }: { figure: string; unit: string }): string | null {
  const told = matters.flatMap(({ followUp }) => (followUp ? [followUp.content.value] : []));
  const holding = told.filter((content) => content.match(t.of(unit))?.length === 1);
  const [content, ...others] = holding;
  return content && others.length === 0 ? content.replace(t.of(unit), figure) : null;
}

/** A bare number is what the deal is worth, where the draft says what it is worth. */
const isWorth = (matters: readonly Matter[]) => matters.filter(({ amount }) => amount !== undefined).length === 1;

/**
 * 不对 是3吨 of a note that tells of 2吨: the note as it should read; 25200 alone is the amount, in yuan.
 * Empty where the words say no figure, or the draft does not tell which it was.
 */
export function figureCorrections({ reading: { matters } }: Draft, text: string): Correction[] {
  const { figures } = t.corrects.exec(text.trim())?.groups ?? {};
  if (!figures) return [];
  const from = text.indexOf(figures);
  return [...figures.matchAll(t.one)].flatMap(
    ({ 0: figure, index, groups: { number = "", unit = "" } = {} }): Correction[] => {
      const source = { text: figure, start: from + index, end: from + index + figure.length };
      if (unit) {
        const content = retold(matters, { figure: figure.replace(/\s/gu, ""), unit });
        return content ? [{ field: "content", value: { value: content, source, computed: true } }] : [];
      }
      if (!isWorth(matters)) return [];
      const amount = { amount: Math.round(Number(number) * 100) };
      return [{ field: "amount", value: { value: figure, source }, amount }];
    },
  );
}
