import { randomInt } from "node:crypto";
import { t } from "../../models/shared/text/zhCN/chat";
import { InboxItem } from "../../models/system/inboxItem";
import { linkAccount } from "../../server/commands/user/linkAccount";
import type { Ctx } from "../../server/context";
import { noteCard } from "../cards/askCards";
import type { Draft } from "../draft/draft";
import { saveLinkCode, takeLinkCode } from "../pending";
import { reply, type Reply } from "../reply";

const DIGITS = 8;

async function giveCode(ctx: Ctx): Promise<Reply> {
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, "0");
  await saveLinkCode(ctx, code);
  return reply(noteCard(t.link.codeTitle(code), t.link.codeHelp(code)));
}

/** `/关联` gives a code; `/关联 12345678`, said in the other app, makes both accounts one person. */
export async function link(ctx: Ctx, said: Draft): Promise<Reply> {
  const code = said.reading.rest.replace(/\D/g, "");
  if (!code) return giveCode(ctx);
  const item = await InboxItem.findOne({ _id: ctx.source.messageId }, { platform: 1, senderId: 1 }).lean();
  const user = await takeLinkCode(ctx, code);
  if (!user || !item) return reply(noteCard(t.link.wrongTitle, t.link.wrongHelp));
  const account = { platform: item.platform, userId: item.senderId };
  const outcome = await linkAccount(ctx, account, user);
  return reply(noteCard(t.link[outcome].title, t.link[outcome].help));
}
