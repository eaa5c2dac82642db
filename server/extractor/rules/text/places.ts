/** A place in the normalised text. */
export interface Place {
  start: number;
  end: number;
}

/** Tells whether a place is taken already. */
export type Closed = (start: number, end: number) => boolean;

export const overlaps = (a: Place, b: Place) => a.start < b.end && b.start < a.end;
export const within = (place: Place, frame: Place) => place.start >= frame.start && place.end <= frame.end;

/** The words of a stretch without what stands at some places: names, whose characters would be taken for cues. */
export function withoutPlaces(text: string, { start, end }: Place, places: readonly Place[]): string {
  let words = "";
  for (let at = start; at < end; at++) {
    const place = places.find((one) => one.start <= at && at < one.end);
    if (place) at = place.end - 1;
    else words += text.charAt(at);
  }
  return words;
}

/** Tells whether a place touches any of those taken. Built once, asked often, so it is a table of characters. */
export function closedBy(length: number, taken: readonly Place[]): Closed {
  const marks = new Uint8Array(length + 1);
  for (const { start, end } of taken) marks.fill(1, start, end);
  return (start, end) => {
    for (let at = start; at < end; at++) if (marks[at] === 1) return true;
    return false;
  };
}
