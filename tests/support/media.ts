/** The smallest thing that begins like a picture, and one that does not. */
export const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01]);
export const SOUND = Buffer.from("sound");

/** What lies behind the id of a file that was sent. */
export const bytesOf = (kind: string): Buffer => (kind === "image" ? PICTURE : SOUND);
