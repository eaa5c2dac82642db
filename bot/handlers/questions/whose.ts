import { fitsMention, readMention } from "../../../models/shared/values/address";
import type { Ctx } from "../../../server/context";
import { findTeam, type Member } from "../../../server/queries/findTeam";
import { NO_MENTION } from "../../../server/queries/match/types";
import { matchCustomers } from "../../../server/queries/matchCustomers";
import { memberNamedIn } from "../../../server/queries/memberNamedIn";
import { namesInText } from "../../../server/queries/namesInText";
import type { Draft } from "../../draft/draft";
import { mentionOf } from "../../draft/resolve";

/** Whose rows a question is about. */
export interface Whose {
  /** Null for everybody the asker may see. */
  person: Member | null;
  /** One customer's rows only. */
  customer: { id: string; name: string } | null;
  team: Member[];
}

export type WhoseAnswer = { kind: "known"; whose: Whose } | { kind: "stranger"; name: string };

const peopleIn = ({ reading }: Draft) => [
  ...reading.matters.flatMap((matter) => matter.customers.flatMap((person) => person.name?.value ?? [])),
  ...(reading.question?.colleague ? [reading.question.colleague.value] : []),
];

/** A colleague by full name, or by what one calls them. */
const colleagueIn = (said: Draft, team: Member[]): Member | undefined =>
  team.find(({ name }) => said.text.includes(name)) ??
  team.find(({ name }) =>
    peopleIn(said).some((called) => fitsMention(readMention(called), { name, title: null }) === "yes"),
  );

async function customerIn(ctx: Ctx, said: Draft): Promise<Whose["customer"]> {
  const [matter] = said.reading.matters;
  const [known] = (await namesInText(ctx, said.text)).filter(({ kind }) => kind === "company");
  const [person] = peopleIn(said);
  const inWords = known ? { ...NO_MENTION, company: known.name } : person ? { ...NO_MENTION, name: person } : null;
  const mention = (matter ? mentionOf(matter) : null) ?? inWords;
  const [first, ...others] = mention ? await matchCustomers(ctx, mention) : [];
  return first && others.length === 0 ? { id: first.customer.id, name: first.customer.name } : null;
}

/** A rep asks about their own rows, who leads others about everybody's; words that name somebody come first. */
export async function whoseRows(ctx: Ctx, said: Draft): Promise<WhoseAnswer> {
  const team = await findTeam(ctx);
  const self = team.find(({ id }) => id === ctx.actor.id) ?? { id: ctx.actor.id, name: ctx.actor.name };
  const colleague = colleagueIn(said, team);
  if (colleague) return { kind: "known", whose: { person: colleague, customer: null, team } };
  const customer = await customerIn(ctx, said);
  const name = (await memberNamedIn(said.text)) ?? peopleIn(said)[0];
  if (name && !customer) return { kind: "stranger", name };
  const { whose } = said.reading.question ?? {};
  const asksOwn = whose === "me" || team.length < 2;
  return { kind: "known", whose: { person: asksOwn ? self : null, customer, team } };
}
