import { poolTalk as p } from "../../models/shared/text/zhCN/poolTalk";
import { t } from "../../models/shared/text/zhCN/chat";
import { dayOf, formatDay } from "../../models/shared/values/day";
import type { Told } from "../../server/queries/planRecycling";
import type { DraftButton, DraftCard } from "../reply";
import { fitButton, fitRows, fitText, fitTitle, openCustomer, row } from "./parts";

export type NamedTold = Told & { name: string };

const BUTTONS = 4;

const keep = ({ id }: Told, text: string): DraftButton => ({
  text: fitButton(text),
  action: { kind: "extend", customer: id },
});

const linesOf = (told: NamedTold[], lineOf: (one: NamedTold) => string) =>
  fitRows(told.map((one, place) => row(p.place(place + 1), lineOf(one))));

/** What can be done about one is on its card; about several the first have their button, the rest their page. */
const warningButtons = (told: NamedTold[]): DraftButton[] => {
  const [only, ...others] = told;
  if (only && others.length === 0) {
    return [
      { text: p.writeFollowUp, style: "primary", path: `/customers/${only.id}/follow-ups/new` },
      keep(only, p.askKeep),
      openCustomer(only),
    ];
  }
  return [
    ...told.slice(0, BUTTONS).map((one) => keep(one, p.keepOf(one.name))),
    { text: p.seeThem, path: "/pool?view=leaving" },
  ];
};

export const warningCard = (told: NamedTold[]): DraftCard => ({
  title: fitTitle(p.warned(told.length)),
  text: fitText(p.warnedHelp),
  rows: linesOf(told, ({ name, goesAt, reason }) => `${formatDay(dayOf(new Date(goesAt)))} ${name} ${reason}`),
  buttons: warningButtons(told),
});

const reasons = ({ name, reason }: NamedTold) => `${name} ${reason}`;

/** For whoever had them. */
export const recycledCard = (told: NamedTold[]): DraftCard => ({
  title: fitTitle(p.recycled(told.length)),
  text: fitText(p.recycledHelp),
  rows: linesOf(told, reasons),
  buttons: [{ text: p.seePool, path: "/pool" }],
});

/** For who leads them: one tap gives them back. */
export const recycledTeamCard = (told: NamedTold[], owner: { id: string; name: string }): DraftCard => ({
  title: fitTitle(p.recycledOf(owner.name, told.length)),
  rows: linesOf(told, reasons),
  buttons: [
    {
      text: fitButton(p.giveBack(owner.name)),
      action: { kind: "giveBack", customers: told.map(({ id }) => id), owner: owner.id },
    },
    { text: t.actions.open, path: "/pool" },
  ],
});
