/** Strings become CDATA, numbers plain text, arrays repeated elements. */
export type XmlValue = string | number | bigint | XmlFields | XmlFields[] | string[];
export interface XmlFields {
  [name: string]: XmlValue;
}

export const toXml = (fields: XmlFields) => element("xml", fields);

function element(name: string, value: XmlValue): string {
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join("");
  return `<${name}>${inner(value)}</${name}>`;
}

function inner(value: Exclude<XmlValue, XmlFields[] | string[]>): string {
  if (typeof value === "string") return toCdata(value);
  if (typeof value === "object")
    return Object.entries(value)
      .map(([name, child]) => element(name, child))
      .join("");
  return String(value);
}

/** `]]>` would end the section: it is split over two. */
const toCdata = (text: string) => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
