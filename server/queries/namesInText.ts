import { withPlace } from "../../models/shared/values/companyName";
import type { Ctx } from "../context";
import { ownNames, type OwnName } from "./ownNames";

/** The actor's own names that stand in a text. Only the database can tell them from ordinary words: brands without a legal form, full names. */
export async function namesInText(ctx: Ctx, text: string): Promise<OwnName[]> {
  return (await ownNames(ctx))
    .filter(({ name }) => name.length >= 2 && text.includes(name))
    .map(({ name, kind }) => ({ kind, name: kind === "company" ? withPlace(text, name) : name }));
}
