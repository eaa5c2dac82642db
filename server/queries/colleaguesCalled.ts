import { fitsMention, readMention } from "../../models/shared/values/address";
import type { Ctx } from "../context";
import { listColleagues, type Colleague } from "./listColleagues";

const SHORTEST_GIVEN_NAME = 2;

/** Colleagues by full name, or else by what one calls them: 小王, 王经理, 晓明. Several are to be asked about. */
export async function colleaguesCalled(ctx: Ctx, words: string): Promise<Colleague[]> {
  const all = await listColleagues(ctx, { q: "", limit: Infinity });
  const exact = all.filter(({ name }) => name === words);
  if (exact.length > 0) return exact;
  const mention = readMention(words);
  const isGivenName = (name: string) => words.length >= SHORTEST_GIVEN_NAME && name.endsWith(words);
  return all.filter(({ name }) => isGivenName(name) || fitsMention(mention, { name, title: null }) === "yes");
}
