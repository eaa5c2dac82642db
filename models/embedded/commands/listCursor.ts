import type { Doc } from "../semantics";
import { encodeDocument } from "../storage/documents";
import type { CommandContext } from "./command";
import { optionalDoc, optionalNumber } from "./fields";
import { openCursor } from "./find";

/** A cursor over a list that is known as a whole. */
export function listCursor(context: CommandContext, body: Doc, list: { namespace: string; docs: Doc[] }): Buffer {
  const batchSize = optionalNumber(optionalDoc(body, "cursor") ?? {}, "batchSize");
  const source = list.docs.map((doc) => encodeDocument(doc))[Symbol.iterator]();
  return openCursor(context, { namespace: list.namespace, source }, { batchSize, single: false });
}
