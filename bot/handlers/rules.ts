import { t } from "../../models/shared/text/zhCN/chat";
import { ruleSentence } from "../../models/shared/text/zhCN/rules";
import type { Pipeline } from "../../models/shared/values/pipeline";
import { updateRule } from "../../server/commands/rule/saveRule";
import type { Ctx } from "../../server/context";
import { canChangeSettings } from "../../server/policies";
import { readPipeline } from "../../server/queries/readSetting";
import { listRules, type ListedRule } from "../../server/queries/rules/listRules";
import type { Action } from "../actions";
import { cardLimits } from "../card";
import { noteCard } from "../cards/askCards";
import { fitButton, fitRows, fitText, fitTitle, row } from "../cards/parts";
import { reply, type DraftButton, type Reply } from "../reply";

const PATH = "/settings/rules";

function lineOf({ rule, runs, failures }: ListedRule) {
  const state = rule.active ? t.rules.on : t.rules.off;
  const acted = failures > 0 ? t.rules.failed(failures) : runs > 0 ? t.rules.acted(runs) : "";
  return row(state, [rule.name, acted].filter(Boolean).join(" "));
}

const switchButton = ({ rule }: ListedRule): DraftButton => ({
  text: fitButton(rule.active ? t.rules.switchOff(rule.name) : t.rules.switchOn(rule.name)),
  action: { kind: "switchRule", rule: rule._id, active: !rule.active },
});

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
      ...(mayChange ? listed.slice(0, cardLimits.buttons - 1).map(switchButton) : []),
      { text: t.rules.all, path: PATH },
    ],
  });
}

const stagesOf = ({ stages }: Pipeline) => Object.fromEntries(stages.map(({ key, name }) => [key, name]));

/** One rule on or off; from now on, for what fitted before is not made up for. */
export async function switchRule(ctx: Ctx, pressed: Extract<Action, { kind: "switchRule" }>): Promise<Reply> {
  const { rule: id, active } = pressed;
  const rule = await updateRule(ctx, { id, active });
  const title = active ? t.rules.switchedOn(rule.name) : t.rules.switchedOff(rule.name);
  const back = { text: fitButton(active ? t.rules.switchOff(rule.name) : t.rules.switchOn(rule.name)) };
  return {
    ...reply({
      title: fitTitle(title),
      text: fitText(ruleSentence(rule, stagesOf(await readPipeline()))),
      buttons: [
        { ...back, action: { kind: "switchRule", rule: id, active: !active } },
        { text: t.rules.all, path: PATH },
      ],
    }),
    closedAs: fitButton(title),
  };
}
