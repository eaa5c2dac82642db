import type { Customer } from "../../models/shared/entities/customer";
import { fieldLabels, flagNames } from "../../models/shared/text/zhCN/fields";
import { fieldTalk } from "../../models/shared/text/zhCN/fieldTalk";
import { updateCustomer } from "../../server/commands/customer/updateCustomer";
import type { Ctx } from "../../server/context";
import { fitRows, fitTitle, nameOf, openCustomer, quoteOf, row } from "../cards/parts";
import { undoButton } from "../cards/visitCards";
import { fieldOrderIn, type FieldOrder } from "../draft/fieldOrder";
import type { Draft } from "../draft/draft";
import { reply, type Reply } from "../reply";
import { smallTalk } from "./fixedNotes";
import { noOne, showSeveral } from "./showCustomer";

function changesOf({ field, value }: FieldOrder, { tags }: Customer): Partial<Customer> {
  switch (field) {
    case "level":
      return { level: value };
    case "flag":
      return { flag: value };
    case "tags":
      return { tags: [...new Set([...tags, value])] };
    case "address":
      return { address: value };
  }
}

/** A field as a card shows it. */
function shown(field: FieldOrder["field"], { level, flag, tags, address }: Customer): string {
  switch (field) {
    case "level":
      return level ?? "";
    case "flag":
      return flag ? flagNames[flag] : "";
    case "tags":
      return tags.join("、");
    case "address":
      return address ?? "";
  }
}

/** 把五芳斋等级改成A, 给五芳斋打个标签 长期客户, 香满园地址是…: written on the customer's card at once; nobody was talked with. */
export async function setField(ctx: Ctx, said: Draft): Promise<Reply> {
  const found = await fieldOrderIn(ctx, said.text);
  if (!found) return smallTalk(ctx, said);
  const { order, customers } = found;
  const [customer, ...others] = customers;
  if (!customer) return smallTalk(ctx, said);
  if (others.length > 0) return showSeveral(order.who, customers.map(noOne));
  const before = shown(order.field, customer);
  const saved = await updateCustomer(ctx, { id: customer.id, changes: changesOf(order, customer) });
  const label = fieldLabels.customer[order.field];
  const card = {
    title: fitTitle(fieldTalk.saved(nameOf(saved))),
    rows: fitRows([row(label, shown(order.field, saved), before ? { oldValue: before } : {})]),
    quote: quoteOf(said),
    buttons: [undoButton(ctx), openCustomer(saved)],
  };
  return { ...reply(card), wrote: true, about: saved.id };
}
