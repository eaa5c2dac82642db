import { rightsTalk as r } from "../../models/shared/text/zhCN/rightsTalk";
import { leadTalk as t } from "../../models/shared/text/zhCN/leadTalk";
import type { Lead } from "../../models/shared/entities/lead";
import { takeIn } from "../../server/commands/lead/takeIn";
import { noteReads } from "../../server/commands/audit/noteReads";
import type { Ctx } from "../../server/context";
import { AppError } from "../../server/errors";
import { asksForLeads, readLead, readLeadAssignment } from "../../server/extractor/rules/intents/leadText";
import { UNOWNED_LEADS } from "../../server/extractor/vocabulary/leads";
import { authorize, authorizeCreate, canAssignUnowned } from "../../server/policies";
import { mayOwn } from "../../server/policies/rights";
import { findCollision } from "../../server/queries/findCollision";
import { findUserNames } from "../../server/queries/findNames";
import { listRecords } from "../../server/queries/listRecords";
import { takenCard } from "../cards/accessCards";
import { noteCard } from "../cards/askCards";
import { leadRows, leadsCard, savedLeadCard } from "../cards/leadCards";
import { fitButton, fitTitle, row } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { askConvert, orSettled } from "../presses/leadPresses";
import { reply, type Reply } from "../reply";
import { findColleagues } from "./order";

const MOST = 20;
const OPEN = "new,assigned,working";

async function listed(ctx: Ctx, query: object): Promise<{ leads: Lead[]; count: number }> {
  const found = await listRecords(ctx, "lead", { limit: MOST, ...query } as never);
  await noteReads(ctx, "lead", found.records);
  return { leads: found.records, count: found.approximateTotal };
}

/** 我的线索, 新线索有哪些: one's own that are open; for who assigns them also those nobody has. */
export async function leads(ctx: Ctx, said: Draft): Promise<Reply> {
  const assigns = canAssignUnowned(ctx.actor);
  if (assigns) {
    const { leads: unowned, count } = await listed(ctx, { state: "new", sort: "-score" });
    if (count > 0) return reply(leadsCard(ctx, unowned, { title: t.unowned(count), path: "/leads?view=unowned" }));
  }
  if (assigns && UNOWNED_LEADS.test(said.text)) return reply(noteCard(t.none, t.noneHelp));
  const { leads: own, count } = await listed(ctx, { owner: ctx.actor.id, state: OPEN, sort: "-score" });
  if (count === 0) return reply(noteCard(t.none, t.noneHelp));
  return reply(leadsCard(ctx, own, { title: t.mine(count), path: "/leads" }));
}

/** The colleague's card of one they may not see: with a way to ask where it is a customer. */
async function hidden(ctx: Ctx, { name, company, phones }: Partial<Lead>): Promise<Reply> {
  const mention = { name: name ?? null, company: company ?? null, phones: phones ?? [], wechat: null };
  const isCustomer = await findCollision(ctx, mention);
  return reply(isCustomer ? takenCard(mention) : noteCard(t.hidden, t.hiddenHelp));
}

const isNobody = ({ name, company, phones, wechat, email }: ReturnType<typeof readLead>) =>
  ![name, company, phones?.[0], wechat, email].some(Boolean);

async function write(ctx: Ctx, input: ReturnType<typeof readLead>): Promise<Reply> {
  const { lead: made, isRepeat } = await takeIn(ctx, { ...input, name: input.name || (input.company ?? "") });
  const [owner] = await findUserNames(made.owner ? [made.owner] : []);
  return { ...reply(savedLeadCard(ctx, made, { isRepeat, ownerName: owner?.[1] ?? null })), wrote: true };
}

/** `/线索 王经理 13800000000 海川科技 展会 想要报价`: written down at once, the words whole. */
export async function lead(ctx: Ctx, said: Draft): Promise<Reply> {
  const text = said.reading.rest.trim();
  if (text === "" || asksForLeads(text)) return leads(ctx, said);
  authorizeCreate(ctx.actor, "lead");
  const input = readLead(text, said.reading);
  if (isNobody(input)) return reply(noteCard(t.empty, t.emptyHelp));
  try {
    return await write(ctx, input);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "known_to_colleague") throw error;
    return hidden(ctx, input);
  }
}

/** `/转客户 王经理`: what it would become, to say yes to. */
export async function convertLead(ctx: Ctx, said: Draft): Promise<Reply> {
  const words = said.reading.rest.trim();
  const query = words === "" ? { owner: ctx.actor.id } : { q: words };
  const { leads: found, count } = await listed(ctx, { ...query, state: OPEN, sort: "-updatedAt" });
  const [first, ...others] = found;
  if (!first) return reply(noteCard(t.convert.notFound(words), t.convert.notFoundHelp));
  if (others.length === 0) return orSettled(askConvert(ctx, first.id));
  return reply({
    title: fitTitle(t.convert.several(words, count)),
    buttons: found.slice(0, 5).map(({ id, name, company }) => ({
      text: fitButton([name, company].filter(Boolean).join("·")),
      action: { kind: "askConvert", lead: id } as const,
    })),
  });
}

/** 把王经理的线索分给李雷: shown before it is done. */
export async function assignLead(ctx: Ctx, said: Draft): Promise<Reply> {
  const { words, person } = readLeadAssignment(said.text) ?? { words: "", person: "" };
  const { leads: found, count } = await listed(ctx, { q: words, state: OPEN, sort: "-updatedAt" });
  const [first, ...others] = found;
  if (!first) return reply(noteCard(t.convert.notFound(words), t.convert.notFoundHelp));
  if (others.length > 0) return reply(leadsCard(ctx, found, { title: t.severalCalled(words, count), path: "/leads" }));
  authorize(ctx.actor, "assign", { entity: "lead", record: first });
  const [colleague, namesake] = await findColleagues(person);
  if (!colleague) return reply(noteCard(r.nobody(person), r.nobodyHelp));
  if (!mayOwn(colleague.roles, "lead")) return reply(noteCard(t.cannotOwn(colleague.name), t.cannotOwnHelp));
  if (namesake) return reply(noteCard(r.severalPeople(person), r.severalPeopleHelp));
  return reply({
    title: fitTitle(t.assignTitle),
    rows: [row(r.rows.who, colleague.name), ...leadRows(first)].slice(0, 4),
    buttons: [
      {
        text: t.buttons.confirm,
        style: "primary",
        action: { kind: "order", step: { verb: "assignLead", lead: first.id, user: colleague._id } },
      },
      { text: t.buttons.cancel, style: "quiet", action: { kind: "dropOrder" } },
    ],
  });
}
