/** Signs that nobody sees and that hide words or turn them around; line breaks and tabs are seen. */
const UNSEEN = /(?![\n\t])\p{Cc}|\p{Cs}|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** What somebody wrote, without what would make a name look like another one on a card. */
export const seenText = (text: string): string => text.replace(UNSEEN, "");
