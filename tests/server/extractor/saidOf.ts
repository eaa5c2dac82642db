import { simplify } from "../../../server/extractor/rules/text/normalize";
import type { toPublicShape } from "../../../server/extractor/toPublicShape";

/** One value of a reading, and whose it is: the customers of its matter, or the person a number belongs to. */
export interface Value {
  of: string;
  field: string;
  value: string;
}
export type Said = readonly Value[];

type Extraction = ReturnType<typeof toPublicShape>["extraction"];

const plain = (value: unknown) => simplify(String(value).normalize("NFKC")).replace(/\s+/g, "");

function valuesOf(extraction: Extraction): Value[] {
  const { customers = [], nextAction = [], amount, competitors = [] } = extraction;
  const whose = customers.map(({ name, company }) => `${name ?? ""}@${company ?? ""}`).join("|");
  const steps = Array.isArray(nextAction) ? nextAction : [nextAction];
  return [
    ...customers.flatMap(({ name, company, phones = [], wechat, email }) => [
      { of: company ?? "", field: "name", value: name },
      { of: "", field: "company", value: company },
      ...[...phones, wechat, email].map((value) => ({ of: name ?? company ?? "", field: "contact", value })),
    ]),
    ...steps.flatMap(({ dueFrom, dueTo, time }) => [
      { of: whose, field: "due", value: dueFrom && `${dueFrom}..${dueTo ?? ""}` },
      { of: whose, field: "time", value: time },
    ]),
    { of: whose, field: "amount", value: Array.isArray(amount) ? amount.join("-") : amount },
    ...competitors.map((value) => ({ of: whose, field: "rival", value })),
  ]
    .filter(({ value }) => value !== undefined && value !== "")
    .map(({ of, field, value }) => ({ of: plain(of), field, value: plain(value) }));
}

/** The values of a reading that a customer's record would hold. */
export const saidOf = ({ more = [], ...first }: Extraction): Said => [first, ...more].flatMap(valuesOf);

const same = (one: Value, other: Value) =>
  one.field === other.field && (one.value === other.value || one.value === "*" || other.value === "*");

/** What the second says and the first does not, by value or by whose it is. `*` stands for any value. */
export function addedTo(before: Said, after: Said): Value[] {
  const left = [...before];
  return after.filter((value) => {
    const at = left.findIndex((one) => same(one, value) && one.of === value.of);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
