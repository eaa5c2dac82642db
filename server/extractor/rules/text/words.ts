/** Words as a dictionary cuts them. */
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** One message asks for the words of the same few characters many times, and the segmenter is slow. */
const cutBefore = new Map<string, readonly string[]>();
const MOST_KEPT = 500;

export function wordsIn(body: string): readonly string[] {
  const known = cutBefore.get(body);
  if (known) return known;
  if (cutBefore.size >= MOST_KEPT) cutBefore.clear();
  const cut = Array.from(segmenter.segment(body), ({ segment }) => segment);
  cutBefore.set(body, cut);
  return cut;
}

/** No dictionary knows a word of it: 鼎泰, 佰特. */
export const isCoined = (body: string) => wordsIn(body).every((part) => part.length === 1);

/** Nothing but dictionary words: 年会礼品. */
export const isOrdinary = (body: string) => wordsIn(body).every((part) => part.length > 1);
