import { deserialize, serialize } from "bson";
import type { Document } from "bson";
import { connect } from "node:net";
import type { Socket } from "node:net";

const HEADER_BYTES = 16;

/** The protocol spoken by hand, for what the driver would never send. */
export class RawConnection {
  readonly #waiting: ((reply: Buffer) => void)[] = [];
  #received = Buffer.alloc(0);
  /** Resolves when the other side hangs up. */
  readonly closed: Promise<void>;

  private constructor(readonly socket: Socket) {
    this.closed = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.on("data", (chunk) => this.#receive(chunk));
  }

  static async open(uri: string): Promise<RawConnection> {
    const path = decodeURIComponent(/^mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? "");
    const socket = connect(path);
    await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
    return new RawConnection(socket);
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    while (this.#received.length >= HEADER_BYTES && this.#received.length >= this.#received.readInt32LE(0)) {
      const length = this.#received.readInt32LE(0);
      this.#waiting.shift()?.(this.#received.subarray(0, length));
      this.#received = this.#received.subarray(length);
    }
  }

  /** The next whole message, header included. */
  reply(): Promise<Buffer> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async command(command: Document): Promise<Document> {
    const reply = this.reply();
    this.socket.write(messageOf(command));
    return deserialize((await reply).subarray(HEADER_BYTES + 5));
  }

  close(): void {
    this.socket.destroy();
  }
}

/** An OP_MSG with one body section. */
export function messageOf(command: Document, flags = 0): Buffer {
  // The command's name must be the first key.
  const body = serialize("$db" in command ? command : { ...command, $db: "yiju" });
  const head = Buffer.alloc(HEADER_BYTES + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(2013, 12);
  head.writeUInt32LE(flags, HEADER_BYTES);
  return Buffer.concat([head, body]);
}
