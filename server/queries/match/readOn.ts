import { foldText } from "../../../models/searchKeys";
import type { Customer } from "../../../models/shared/entities/customer";
import { bareCompany, spokenNames } from "../../../models/shared/values/companyName";

/**
 * Whether the words heard go on, in the text they stand in, to a longer name of this customer: of 海川电子报价30万,
 * 海川 alone may be heard where 海川电子 is a colleague's. Where they stand alone too, somebody else may be meant.
 */
export function readsOn(text: string, company: string | null, { name, aliases }: Customer): boolean {
  const said = foldText(text);
  const heard = foldText(bareCompany(company ?? ""));
  if (heard === "" || !said.includes(heard)) return false;
  return [...spokenNames(name), ...aliases]
    .map(foldText)
    .some((one) => one.length > heard.length && said.includes(one) && !said.replaceAll(one, " ").includes(heard));
}
