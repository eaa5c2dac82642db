/**
 * A real AMR file of silence: browsers record no AMR, and the platform hands a bot nothing but the file anyway.
 *
 * RFC 4867 section 5: the magic line, then one frame for each 20 ms; 0x7C is a frame without data.
 */
export function makeSilentAmr(seconds: number): Blob {
  return new Blob(["#!AMR\n", new Uint8Array(seconds * 50).fill(0x7c)], { type: "audio/amr" });
}
