import { foldText } from "../../../models/searchKeys";
import type { Customer } from "../../../models/shared/entities/customer";
import { bareCompany, spokenNames } from "../../../models/shared/values/companyName";

/**
 * Tells of a customer whether the words heard go on, in the text they stand in, to a longer name of theirs: of 海川电子报价30万,
 * 海川 alone may be heard where 海川电子 is a colleague's. Where they stand alone too, somebody else may be meant.
 */
export function longerNamesIn(text: string, company: string | null): (customer: Customer) => boolean {
  const heard = foldText(bareCompany(company ?? ""));
  const said = foldText(text);
  if (heard === "" || !said.includes(heard)) return () => false;
  return ({ name, aliases }) =>
    [...spokenNames(name), ...aliases]
      .map(foldText)
      .some((one) => one.length > heard.length && said.includes(one) && !said.replaceAll(one, " ").includes(heard));
}
