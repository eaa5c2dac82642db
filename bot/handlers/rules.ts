import { t } from "../../models/shared/text/zhCN/chat";
import { ruleSentence, ruleText } from "../../models/shared/text/zhCN/rules";
import type { Pipeline } from "../../models/shared/values/pipeline";
import type { RuleRow } from "../../models/system/rule";
import { updateRule } from "../../server/commands/rule/saveRule";
import type { Ctx } from "../../server/context";
import { canChangeSettings } from "../../server/policies";
import { readPipeline } from "../../server/queries/readSetting";
import { getRule, listRules, type ListedRule } from "../../server/queries/rules/listRules";
import { rehearse } from "../../server/queries/rules/rehearse";
import type { Action } from "../actions";
import { cardLimits } from "../card";
import { noteCard } from "../cards/askCards";
import { fitButton, fitRows, fitText, fitTitle, row } from "../cards/parts";
import { reply, type DraftButton, type Reply } from "../reply";

const PATH = "/settings/rules";
const REHEARSED_DAYS = 30;

function lineOf({ rule, runs, failures }: ListedRule) {
  const state = rule.active ? t.rules.on : t.rules.off;
  const acted = failures > 0 ? t.rules.failed(failures) : runs > 0 ? t.rules.acted(runs) : "";
  return row(state, [rule.name, acted].filter(Boolean).join(" "));
}

/** What switching on would bring is shown before it is done. */
const switchButton = ({ _id, name, active }: RuleRow): DraftButton =>
  active
    ? { text: fitButton(t.rules.switchOff(name)), action: { kind: "switchRule", rule: _id, active: false } }
    : { text: fitButton(t.rules.switchOn(name)), action: { kind: "rehearseRule", rule: _id } };

/** `/规则`: what happens by itself; admins switch it with a tap. */
export async function rules(ctx: Ctx): Promise<Reply> {
  const listed = await listRules(ctx);
  if (listed.length === 0) return reply(noteCard(t.rules.none, t.rules.noneHelp));
  const active = listed.filter(({ rule }) => rule.active).length;
  const mayChange = canChangeSettings(ctx.actor);
  return reply({
    title: fitTitle(t.rules.title(active, listed.length)),
    ...(mayChange ? {} : { text: t.rules.readOnly }),
    rows: fitRows(listed.map(lineOf)),
    buttons: [
      ...(mayChange ? listed.slice(0, cardLimits.buttons - 1).map(({ rule }) => switchButton(rule)) : []),
      { text: t.rules.all, path: PATH },
    ],
  });
}

const stagesOf = ({ stages }: Pipeline) => Object.fromEntries(stages.map(({ key, name }) => [key, name]));

/** What a rule would have done lately, and the yes to it; nothing is switched yet. */
export async function rehearseRule(ctx: Ctx, id: string): Promise<Reply> {
  const { rule } = await getRule(ctx, id);
  const { days, occurrences } = await rehearse(ctx, { spec: rule, days: REHEARSED_DAYS });
  const customers = new Set(occurrences.map(({ customer }) => customer.id)).size;
  const sentences = [
    ruleSentence(rule, stagesOf(await readPipeline())),
    ruleText.rehearsal(days, occurrences.length, customers),
  ];
  return reply({
    title: fitTitle(t.rules.switchAsk(rule.name)),
    text: fitText(sentences.join("\n")),
    buttons: [
      { text: t.rules.confirmOn, action: { kind: "switchRule", rule: id, active: true } },
      { text: t.rules.all, path: PATH },
    ],
  });
}

/** One rule on or off; from now on, for what fitted before is not made up for. */
export async function switchRule(ctx: Ctx, pressed: Extract<Action, { kind: "switchRule" }>): Promise<Reply> {
  const { rule: id, active } = pressed;
  const rule = await updateRule(ctx, { id, active });
  const title = active ? t.rules.switchedOn(rule.name) : t.rules.switchedOff(rule.name);
  return {
    ...reply({
      title: fitTitle(title),
      text: fitText(ruleSentence(rule, stagesOf(await readPipeline()))),
      buttons: [switchButton(rule), { text: t.rules.all, path: PATH }],
    }),
    closedAs: fitButton(title),
  };
}
