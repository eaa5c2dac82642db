import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { decodeDocument } from "../storage/documents";

/** https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
export const OPCODE = { reply: 1, query: 2004, message: 2013 } as const;
const FLAG = { checksumPresent: 1, moreToCome: 2 } as const;
const KNOWN_REQUIRED_FLAGS = FLAG.checksumPresent | FLAG.moreToCome;
export const HEADER_BYTES = 16;

export interface Header {
  length: number;
  requestId: number;
  responseTo: number;
  opcode: number;
}

export interface Request {
  requestId: number;
  /** The first message of a connection comes in the old form and is answered in it. */
  legacy: boolean;
  /** The client wants no answer and would not understand one. */
  silent: boolean;
  database: string;
  /** The command; its first key is its name. */
  body: Doc;
}

export function readHeader(bytes: Buffer): Header {
  return {
    length: bytes.readInt32LE(0),
    requestId: bytes.readInt32LE(4),
    responseTo: bytes.readInt32LE(8),
    opcode: bytes.readInt32LE(12),
  };
}

/** @throws StoreError for an opcode or a form this store does not speak */
export function readRequest(message: Buffer): Request {
  const header = readHeader(message);
  switch (header.opcode) {
    case OPCODE.message:
      return readMessage(message, header);
    case OPCODE.query:
      return readQuery(message, header);
    default:
      throw new StoreError(352, "UnsupportedOpQueryCommand", `Unsupported opcode: ${header.opcode}`);
  }
}

function readMessage(message: Buffer, header: Header): Request {
  const flags = message.readUInt32LE(HEADER_BYTES);
  const unknown = flags & 0xffff & ~KNOWN_REQUIRED_FLAGS;
  if (unknown !== 0) throw new StoreError(34, "IllegalOpMsgFlag", `Message contains illegal flags value: Ob${unknown}`);
  const end = flags & FLAG.checksumPresent ? message.length - 4 : message.length;
  const body = readSections(message.subarray(0, end));
  const { $db: database } = body;
  if (typeof database !== "string")
    throw new StoreError(40571, "Location40571", "OP_MSG requests require a $db argument");
  return { requestId: header.requestId, legacy: false, silent: (flags & FLAG.moreToCome) !== 0, database, body };
}

/** One body, and any number of named lists of documents, which belong into it as arrays. */
function readSections(message: Buffer): Doc {
  let body: Doc | undefined;
  const sequences: Doc = {};
  for (let at = HEADER_BYTES + 4; at < message.length;) {
    const kind = message[at];
    const length = message.readInt32LE(at + 1);
    const section = message.subarray(at + 1, at + 1 + length);
    if (length < 5 || section.length < length) throw new StoreError(22, "InvalidBSON", "A section exceeds its message");
    if (kind === 0) body = decodeDocument(section);
    else if (kind === 1) readSequence(section, sequences);
    else throw new StoreError(40432, "Location40432", `Unknown section kind ${kind}`);
    at += 1 + length;
  }
  if (!body) throw new StoreError(40587, "Location40587", "OP_MSG messages must have a body");
  return { ...body, ...sequences };
}

function readSequence(section: Buffer, sequences: Doc): void {
  const nameEnd = section.indexOf(0, 4);
  const documents: Doc[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    const length = section.readInt32LE(at);
    if (length < 5 || at + length > section.length) {
      throw new StoreError(22, "InvalidBSON", "A document exceeds its section");
    }
    documents.push(decodeDocument(section.subarray(at, at + length)));
    at += length;
  }
  sequences[section.toString("utf8", 4, nameEnd)] = documents;
}

/** OP_QUERY: flags, namespace, skip, limit, query. Only commands are asked this way, of `<db>.$cmd`. */
function readQuery(message: Buffer, header: Header): Request {
  const nameStart = HEADER_BYTES + 4;
  const nameEnd = message.indexOf(0, nameStart);
  const [database = ""] = message.toString("utf8", nameStart, nameEnd).split(".");
  const query = decodeDocument(message.subarray(nameEnd + 9));
  const inner = query["$query"] ?? query["query"];
  const body = typeof inner === "object" && inner !== null ? (inner as Doc) : query;
  return { requestId: header.requestId, legacy: true, silent: false, database, body };
}

/** Frames an encoded document as the answer to a request. */
export function frameReply(request: Pick<Request, "requestId" | "legacy">, document: Buffer): Buffer {
  return request.legacy ? frameLegacy(request.requestId, document) : frameMessage(request.requestId, document);
}

let nextReplyId = 1;

function frameMessage(responseTo: number, document: Buffer): Buffer {
  const head = header(responseTo, OPCODE.message, 5 + document.length);
  return Buffer.concat([head, Buffer.from([0, 0, 0, 0, 0]), document]);
}

function frameLegacy(responseTo: number, document: Buffer): Buffer {
  const fields = Buffer.alloc(20);
  fields.writeInt32LE(1, 16);
  return Buffer.concat([header(responseTo, OPCODE.reply, 20 + document.length), fields, document]);
}

function header(responseTo: number, opcode: number, length: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.writeInt32LE(HEADER_BYTES + length, 0);
  nextReplyId = (nextReplyId + 1) & 0x7fffffff;
  bytes.writeInt32LE(nextReplyId, 4);
  bytes.writeInt32LE(responseTo, 8);
  bytes.writeInt32LE(opcode, 12);
  return bytes;
}
