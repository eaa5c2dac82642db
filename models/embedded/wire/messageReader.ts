import { HEADER_BYTES, readHeader } from "./messages";

export const MAX_MESSAGE_BYTES = 48_000_000;
const OVERHEAD_BYTES = 16 * 1024;

/** The peer does not speak the protocol: nothing after this can be understood. */
export class FramingError extends Error {}

/**
 * Cuts a stream of chunks into messages. Chunks are kept in a list until a message is whole: joining on every chunk would
 * copy a large message again and again.
 */
export class MessageReader {
  #chunks: Buffer[] = [];
  #size = 0;

  /** @throws FramingError when a length cannot be one, before anything of that size is allocated */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    const messages: Buffer[] = [];
    while (this.#size >= HEADER_BYTES) {
      const length = this.#nextLength();
      if (this.#size < length) break;
      const joined = this.#join();
      messages.push(joined.subarray(0, length));
      this.#chunks = [joined.subarray(length)];
      this.#size -= length;
    }
    return messages;
  }

  #nextLength(): number {
    if ((this.#chunks[0]?.length ?? 0) < HEADER_BYTES) this.#chunks = [this.#join()];
    const { length } = readHeader(this.#chunks[0] ?? Buffer.alloc(HEADER_BYTES));
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES + OVERHEAD_BYTES) {
      throw new FramingError(`a message cannot be ${length} bytes long`);
    }
    return length;
  }

  #join(): Buffer {
    return this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks);
  }
}
