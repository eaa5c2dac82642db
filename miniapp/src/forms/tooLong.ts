/** What is too long stays as it was typed or pasted; the screen says so, and the key waits. */
export const isTooLong = (text: string, max: number): boolean => text.trim().length > max;
