import { FollowUp } from "../../models";
import { whichTalk as t } from "../../models/shared/text/zhCN/whichTalk";
import type { Reading } from "../../models/shared/contracts/extraction";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../../server/context";
import { pronounAt } from "../../server/extractor/readMessage";
import { isSideOfNamed } from "../../server/extractor/rules/matters/thatSide";
import { CONTEXT_MS, type Draft } from "./draft";
import { customerInTalk } from "./resolve";

/** Whom words without a name are about: the page or the group they were said in, else the talk so far. */
export interface Talk {
  /** Words that hold a pronoun are about somebody: whoever is talked about, or whom nobody knows yet and is asked for. */
  isOfSomebody: boolean;
  /** A customer's id; null where nobody is talked about, or the words hold no pronoun that could mean them. */
  customer: string | null;
}

export async function talkBehind(
  ctx: Ctx,
  { text, about, groupCustomer }: Pick<Draft, "text" | "about" | "groupCustomer">,
): Promise<Talk> {
  const at = pronounAt(text);
  const said = about ?? groupCustomer;
  if (said || at < 0) return { isOfSomebody: said !== null, customer: said };
  const customer = (await customerInTalk(ctx))?.id ?? null;
  return { isOfSomebody: customer !== null || at === 0, customer };
}

/** Who was spoken with there last, while it is fresh. */
async function personInTalk(ctx: Ctx, customer: string): Promise<string | null> {
  const since = new Date(ctx.now.getTime() - CONTEXT_MS);
  const fresh = { customer, owner: ctx.actor.id, archivedAt: null, createdAt: { $gte: since } };
  const note = await FollowUp.findOne(fresh, { contact: 1 }).sort({ createdAt: -1, _id: -1 }).lean<StoredRow>();
  return note?.contact ? String(note.contact) : null;
}

/** Who is named first, when it is a person and no company stands beside them. */
function personIn({ matters: [matter] }: Reading) {
  const [first] = matter?.customers ?? [];
  return first?.name && !first.company ? first.name : null;
}

/** What of the talk a sentence takes up: whom it is about, who of them, and at whose house the person named in it is. */
export async function takenUp(
  ctx: Ctx,
  { text, reading, talk }: { text: string; reading: Reading; talk: Talk },
): Promise<Pick<Draft, "about" | "aboutContact" | "house">> {
  const { customer } = talk;
  if (!customer) return { about: null };
  if (reading.pronoun) {
    const contact = t.onePerson.test(reading.pronoun.text) ? await personInTalk(ctx, customer) : null;
    return { about: customer, ...(contact ? { aboutContact: contact } : {}) };
  }
  const person = personIn(reading);
  const house = person && t.theirHouse.exec(text.slice(0, person.source.start));
  return house && !isSideOfNamed(text, house.index) ? { about: customer, house: customer } : { about: null };
}
