import { XMLParser } from "fast-xml-parser";
import { z } from "zod";

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // A MsgId has 64 bits: as a number it would become another message's id.
  parseTagValue: false,
  // The spaces of a sentence are the sender's; ids are trimmed where they are read.
  trimValues: false,
  // Declared entities are refused below, so what is left here is XML's own five (&lt; and the like).
  processEntities: true,
  // Nothing here asks for the path of an element, and writing it down is a third of the work.
  jPath: false,
  isArray: (name) => name === "SelectedItem" || name === "OptionId",
});

const DECLARATION = /<!(DOCTYPE|ENTITY)/i;

const document = z.looseObject({ xml: z.record(z.string(), z.unknown()) });

/** The elements below `<xml>`, or null for anything that is not such a document or declares a DTD. */
export function readXml(text: string): Record<string, unknown> | null {
  if (DECLARATION.test(text) && DECLARATION.test(outsideCdata(text))) return null;
  const parsed = document.safeParse(tryParse(text));
  return parsed.success ? parsed.data.xml : null;
}

function tryParse(text: string): unknown {
  try {
    return parser.parse(text);
  } catch {
    // The parser's only way to say "not XML" is to throw; what it says is of no use to anyone.
    return null;
  }
}

/** What a member typed may well be `<!DOCTYPE html>`; inside CDATA it is only text. */
function outsideCdata(text: string): string {
  const [head = "", ...sections] = text.split("<![CDATA[");
  const rest = sections.map((section) => (section.includes("]]>") ? section.slice(section.indexOf("]]>") + 3) : ""));
  return head + rest.join(" ");
}
